package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Repositories on GitHub. */
public final class Repositories {
    private final GitHubHttp http;
    private final AccountTypes accounts;

    Repositories(GitHubHttp http, AccountTypes accounts) {
        this.http = http;
        this.accounts = accounts;
    }

    /**
     * A repository that must be there.
     *
     * @param advice what to do when it is not, or when the token may not see it: the failure that it ends in says so
     */
    public CompletableFuture<Repository> get(RepositoryName name, String advice) {
        String what = "read repository " + name;
        return http.exchange(what, "GET", "/repos/" + name, null).thenApply(answer -> {
            if (answer.status() == 404) {
                throw new RetryLater(http.refused(what, answer).reason() + " " + advice);
            }
            if (!answer.ok()) {
                throw http.refused(what, answer);
            }
            return repository(answer.json());
        });
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
        Optional<String> known = accounts.find(login);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(known.get());
        }
        String what = "find the organization or user " + login;
        return http.find(what, "/users/" + login)
                .thenApply(found -> found.orElseThrow(() -> new Permanent(
                                "GitHub knows no organization or user '%s': correct drover.github.organization."
                                        .formatted(login)))
                        .path("type")
                        .asText())
                .thenApply(type -> {
                    accounts.put(login, type);
                    return type;
                });
    }

    private Repository repository(JsonNode json) {
        JsonNode owner = json.path("owner");
        var name = new RepositoryName(
                owner.path("login").asText(), json.path("name").asText());
        if (owner.hasNonNull("type")) {
            accounts.put(name.owner(), owner.path("type").asText());
        }
        return new Repository(
                name,
                json.path("description").isTextual() ? json.path("description").asText() : "",
                json.path("default_branch").asText("main"),
                json.path("archived").asBoolean());
    }
}
