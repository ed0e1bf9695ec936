package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Permanent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Repositories on GitHub. */
public final class Repositories {
    private final GitHubHttp http;
    /** Login to {@code Organization} or {@code User}; an account does not change its kind while Drover runs. */
    private final Map<String, String> accountTypes = new ConcurrentHashMap<>();

    public Repositories(GitHubHttp http) {
        this.http = http;
    }

    /** Empty when there is none, or none that the token may see. */
    public CompletableFuture<Optional<Repository>> find(RepositoryName name) {
        return http.find("read repository " + name, "/repos/" + name).thenApply(found -> found.map(this::repository));
    }

    /**
     * Creates a private repository without content. Not idempotent by itself: when it is there already, which is no success, the answer
     * is empty and the caller looks again.
     */
    public CompletableFuture<Optional<Repository>> createPrivate(RepositoryName name, String description) {
        String what = "create repository " + name;
        Map<String, Object> body = Map.of("name", name.name(), "description", description, "private", true);
        return accountType(name.owner()).thenCompose(type -> {
            String path = type.equals("Organization") ? "/orgs/" + name.owner() + "/repos" : "/user/repos";
            return http.exchange(what, "POST", path, body).thenApply(answer -> {
                if (answer.status() == 422 && answer.message().contains("already exists")) {
                    return Optional.empty();
                }
                if (!answer.ok()) {
                    throw http.refused(what, answer);
                }
                return Optional.of(requireOwner(name, repository(answer.json())));
            });
        });
    }

    /** {@code /user/repos} creates for the token's owner, whoever that is. */
    private static Repository requireOwner(RepositoryName wanted, Repository made) {
        if (!made.name().owner().equalsIgnoreCase(wanted.owner())) {
            throw new Permanent(
                    "GitHub created %s instead of %s: the token belongs to another user than drover.github.organization names."
                            .formatted(made.name(), wanted));
        }
        return made;
    }

    private CompletableFuture<String> accountType(String login) {
        String known = accountTypes.get(login);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        String what = "find the organization or user " + login;
        return http.find(what, "/users/" + login)
                .thenApply(found -> found.orElseThrow(() -> new Permanent(
                                "GitHub knows no organization or user '%s': correct drover.github.organization."
                                        .formatted(login)))
                        .path("type")
                        .asText())
                .thenApply(type -> {
                    accountTypes.put(login, type);
                    return type;
                });
    }

    private Repository repository(JsonNode json) {
        JsonNode owner = json.path("owner");
        var name = new RepositoryName(
                owner.path("login").asText(), json.path("name").asText());
        if (owner.hasNonNull("type")) {
            accountTypes.put(name.owner(), owner.path("type").asText());
        }
        return new Repository(
                name,
                json.path("description").isTextual() ? json.path("description").asText() : "",
                json.path("default_branch").asText("main"),
                json.path("archived").asBoolean());
    }
}
