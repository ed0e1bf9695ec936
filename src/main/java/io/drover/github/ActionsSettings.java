package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.OrganizationScope.Visibility;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Secrets and variables that workflows see, of a repository, an environment or an organization. Values of secrets can be written, never
 * read: GitHub shows names only.
 *
 * @see <a href="https://docs.github.com/en/rest/actions/secrets">Actions secrets</a>
 * @see <a href="https://docs.github.com/en/rest/actions/variables">Actions variables</a>
 */
public final class ActionsSettings {
    private static final String SECRET = "secret";
    private static final String VARIABLE = "variable";

    /** The most that GitHub gives in one page; of secrets that is all that a repository may have. */
    private static final int SECRETS_PER_PAGE = 100;

    private static final int VARIABLES_PER_PAGE = 30;

    private final GitHubHttp http;
    private final Pages pages;
    private final SealedBox box = new SealedBox(new SecureRandom());

    public ActionsSettings(GitHubHttp http) {
        this.http = http;
        this.pages = new Pages(http);
    }

    /** Names of the secrets that are set, in upper case. */
    public CompletableFuture<Set<String>> secretNames(ActionsScope scope) {
        return names(scope, SECRET, SECRETS_PER_PAGE);
    }

    /** The key that secrets of this scope are sealed for. */
    public CompletableFuture<PublicKey> publicKey(ActionsScope scope) {
        return http.send("read the public key of " + scope, "GET", scope.settingsPath() + "/secrets/public-key", null)
                .thenApply(answer -> new PublicKey(
                        answer.json().path("key_id").asText(),
                        answer.json().path("key").asText()));
    }

    /**
     * Sets all of them at once, new or not; done when the last one is set. Repositories that see an organization's secret already keep
     * seeing it when it is for selected ones.
     */
    public CompletableFuture<Void> putSecrets(ActionsScope scope, PublicKey key, Map<String, String> secrets) {
        return CompletableFuture.allOf(secrets.entrySet().stream()
                .map(secret -> putSecret(scope, key, secret.getKey(), secret.getValue()))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> putSecret(ActionsScope scope, PublicKey key, String name, String value) {
        String what = "set secret %s of %s".formatted(name, scope);
        return audience(scope, name).thenCompose(audience -> {
            Map<String, Object> body = new HashMap<>(audience);
            body.put("encrypted_value", box.seal(value.getBytes(StandardCharsets.UTF_8), key.key()));
            body.put("key_id", key.id());
            return http.exchange(what, "PUT", path(scope, SECRET, name), body).thenAccept(answer -> {
                if (answer.status() == 422) {
                    // The key was replaced since it was read: the next try reads it again.
                    throw new RetryLater(http.refused(what, answer).reason());
                }
                http.require(what, answer);
            });
        });
    }

    /** Removes all of them; done when the last one is gone. Those that are not there are no matter. */
    public CompletableFuture<Void> deleteSecrets(ActionsScope scope, Set<String> names) {
        return CompletableFuture.allOf(
                names.stream().map(name -> deleteSecret(scope, name)).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> deleteSecret(ActionsScope scope, String name) {
        String what = "remove secret %s of %s".formatted(name, scope);
        return http.exchange(what, "DELETE", path(scope, SECRET, name), null).thenAccept(answer -> {
            if (answer.status() != 404) {
                http.require(what, answer);
            }
        });
    }

    /** GitHub takes the repositories of this request for all that are selected, so those from before are named again. */
    private CompletableFuture<Map<String, Object>> audience(ActionsScope scope, String name) {
        if (!(scope instanceof OrganizationScope organization)) {
            return CompletableFuture.completedFuture(Map.of());
        }
        if (organization.visibility() != Visibility.SELECTED) {
            return CompletableFuture.completedFuture(organization.audience());
        }
        return pages.ofAbsent(
                        "list the repositories that see secret %s of %s".formatted(name, scope),
                        path(scope, SECRET, name) + "/repositories",
                        "repositories",
                        100)
                .thenApply(before -> {
                    Set<Long> ids = new HashSet<>(organization.repositories());
                    before.forEach(repository -> ids.add(repository.path("id").asLong()));
                    return OrganizationScope.selected(organization.login(), ids).audience();
                });
    }

    /** Names of the variables that are set, in upper case. */
    public CompletableFuture<Set<String>> variableNames(ActionsScope scope) {
        return names(scope, VARIABLE, VARIABLES_PER_PAGE);
    }

    /** Sets a variable unless it has a value already: people's values stay. */
    public CompletableFuture<Void> createVariable(ActionsScope scope, String name, String value) {
        return create(scope, name, value).thenAccept(created -> {});
    }

    /** Sets a variable whatever its value was. Who sees an organization's variable that is there stays as it is. */
    public CompletableFuture<Void> setVariable(ActionsScope scope, String name, String value) {
        return create(scope, name, value)
                .thenCompose(created -> created
                        ? CompletableFuture.completedFuture(null)
                        : http.send(
                                        "change variable %s of %s".formatted(name, scope),
                                        "PATCH",
                                        path(scope, VARIABLE, name),
                                        Map.of("value", value))
                                .thenAccept(answer -> {}));
    }

    /** False when there is a variable of this name already. */
    private CompletableFuture<Boolean> create(ActionsScope scope, String name, String value) {
        String what = "set variable %s of %s".formatted(name, scope);
        Map<String, Object> body = new HashMap<>(Map.of("name", name, "value", value));
        if (scope instanceof OrganizationScope organization) {
            body.putAll(organization.audience());
        }
        return http.exchange(what, "POST", path(scope, VARIABLE), body).thenApply(answer -> {
            // 409 means that it is there; GitHub's own description does not list it.
            if (answer.status() == 409) {
                return false;
            }
            http.require(what, answer);
            return true;
        });
    }

    /**
     * Lets one more repository see a secret of its organization; done when it sees it already.
     *
     * @param repositoryId {@link Repository#id()}
     */
    public CompletableFuture<Void> shareSecret(String organization, String name, long repositoryId) {
        return share(organization, SECRET, name, repositoryId);
    }

    /** As {@link #shareSecret}, for a variable. */
    public CompletableFuture<Void> shareVariable(String organization, String name, long repositoryId) {
        return share(organization, VARIABLE, name, repositoryId);
    }

    private CompletableFuture<Void> share(String organization, String kind, String name, long repositoryId) {
        OrganizationScope scope = OrganizationScope.selected(organization, Set.of(repositoryId));
        String what = "share %s %s of %s with repository %d".formatted(kind, name, scope, repositoryId);
        return http.exchange(what, "PUT", path(scope, kind, name) + "/repositories/" + repositoryId, null)
                .thenAccept(answer -> {
                    if (answer.status() == 409) {
                        throw new Permanent(http.refused(what, answer).reason()
                                + " It is not for selected repositories: change its visibility, or do not share it.");
                    }
                    http.require(what, answer);
                });
    }

    private CompletableFuture<Set<String>> names(ActionsScope scope, String kind, int size) {
        return pages.all("list the %ss of %s".formatted(kind, scope), path(scope, kind), kind + "s", size)
                .thenApply(entries -> {
                    Set<String> names = new LinkedHashSet<>();
                    for (JsonNode entry : entries) {
                        names.add(entry.path("name").asText().toUpperCase(Locale.ROOT));
                    }
                    return names;
                });
    }

    private static String path(ActionsScope scope, String kind) {
        return "%s/%ss".formatted(scope.settingsPath(), kind);
    }

    private static String path(ActionsScope scope, String kind, String name) {
        return path(scope, kind) + "/" + Paths.segment(name);
    }

    /**
     * The public key of a scope.
     *
     * @param key Base64 of an X25519 public key
     */
    public record PublicKey(String id, String key) {}
}
