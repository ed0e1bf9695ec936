package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.RetryLater;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Secrets and variables that a repository's workflows see. Values of secrets can be written, never read: GitHub shows names only.
 *
 * @see <a href="https://docs.github.com/en/rest/actions/secrets">Actions secrets</a>
 */
public final class ActionsSettings {
    /** The most that GitHub gives in one page, and allows in one repository. */
    private static final int MOST_SECRETS = 100;

    private static final int MOST_VARIABLES = 30;

    private final GitHubHttp http;
    private final SealedBox box = new SealedBox(new SecureRandom());

    public ActionsSettings(GitHubHttp http) {
        this.http = http;
    }

    /** Names of the secrets that are set, in upper case; empty when the repository is not there either. */
    public CompletableFuture<Set<String>> secretNames(RepositoryName repository) {
        return http.find(
                        "list the secrets of " + repository,
                        "/repos/%s/actions/secrets?per_page=%d".formatted(repository, MOST_SECRETS))
                .thenApply(
                        found -> found.map(page -> names(page.path("secrets"))).orElse(Set.of()));
    }

    /** The key that secrets of this repository are sealed for. */
    public CompletableFuture<PublicKey> publicKey(RepositoryName repository) {
        return http.send(
                        "read the public key of " + repository,
                        "GET",
                        "/repos/%s/actions/secrets/public-key".formatted(repository),
                        null)
                .thenApply(answer -> new PublicKey(
                        answer.json().path("key_id").asText(),
                        answer.json().path("key").asText()));
    }

    /** Sets all of them at once, new or not; done when the last one is set. */
    public CompletableFuture<Void> putSecrets(RepositoryName repository, PublicKey key, Map<String, String> secrets) {
        return CompletableFuture.allOf(secrets.entrySet().stream()
                .map(secret -> putSecret(repository, key, secret.getKey(), secret.getValue()))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> putSecret(RepositoryName repository, PublicKey key, String name, String value) {
        String sealed = box.seal(value.getBytes(StandardCharsets.UTF_8), key.key());
        String what = "set secret %s of %s".formatted(name, repository);
        return http.exchange(
                        what,
                        "PUT",
                        "/repos/%s/actions/secrets/%s".formatted(repository, name),
                        Map.of("encrypted_value", sealed, "key_id", key.id()))
                .thenAccept(answer -> {
                    if (answer.status() == 422) {
                        // The key was replaced since it was read: the next try reads it again.
                        throw new RetryLater(http.refused(what, answer).reason());
                    }
                    if (!answer.ok()) {
                        throw http.refused(what, answer);
                    }
                });
    }

    /** Names of the variables that are set, in upper case. */
    public CompletableFuture<Set<String>> variableNames(RepositoryName repository) {
        return http.find(
                        "list the variables of " + repository,
                        "/repos/%s/actions/variables?per_page=%d".formatted(repository, MOST_VARIABLES))
                .thenApply(found ->
                        found.map(page -> names(page.path("variables"))).orElse(Set.of()));
    }

    /** Sets a variable unless it has a value already: people's values stay. */
    public CompletableFuture<Void> createVariable(RepositoryName repository, String name, String value) {
        String what = "set variable %s of %s".formatted(name, repository);
        return http.exchange(
                        what,
                        "POST",
                        "/repos/%s/actions/variables".formatted(repository),
                        Map.of("name", name, "value", value))
                .thenAccept(answer -> {
                    // 409 means that it is there; GitHub's own description does not list it.
                    if (!answer.ok() && answer.status() != 409) {
                        throw http.refused(what, answer);
                    }
                });
    }

    private static Set<String> names(JsonNode entries) {
        Set<String> names = new LinkedHashSet<>();
        entries.forEach(entry -> names.add(entry.path("name").asText().toUpperCase(Locale.ROOT)));
        return names;
    }

    /**
     * A repository's key.
     *
     * @param key Base64 of an X25519 public key
     */
    public record PublicKey(String id, String key) {}
}
