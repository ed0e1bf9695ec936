package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.NewRepository.Visibility;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            return repository(http.require(what, answer).json());
        });
    }

    /** Empty when there is none, or none that the token may see. */
    public CompletableFuture<Optional<Repository>> find(RepositoryName name) {
        return http.find("read repository " + name, "/repos/" + name).thenApply(found -> found.map(this::repository));
    }

    /**
     * Creates a repository without content. Not idempotent by itself: when it is there already, which is no success, the answer is empty
     * and the caller looks again.
     */
    public CompletableFuture<Optional<Repository>> create(RepositoryName name, NewRepository wanted) {
        String what = "create repository " + name;
        return accountType(name.owner()).thenCompose(type -> {
            boolean organization = type.equals("Organization");
            String path = organization ? "/orgs/" + name.owner() + "/repos" : "/user/repos";
            Map<String, Object> body = organization ? inOrganization(name, wanted) : ofUser(name, wanted);
            return http.exchange(what, "POST", path, body).thenApply(answer -> {
                if (answer.status() == 422 && answer.message().contains("already exists")) {
                    return Optional.empty();
                }
                return Optional.of(
                        requireOwner(name, repository(http.require(what, answer).json())));
            });
        });
    }

    private static Map<String, Object> inOrganization(RepositoryName name, NewRepository wanted) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", name.name());
        body.put("description", wanted.description());
        body.put("visibility", wanted.visibility());
        if (!wanted.customProperties().isEmpty()) {
            body.put("custom_properties", wanted.customProperties());
        }
        return body;
    }

    private static Map<String, Object> ofUser(RepositoryName name, NewRepository wanted) {
        if (!wanted.customProperties().isEmpty()) {
            throw new Permanent(
                    "Repository %s cannot have the custom properties %s: only organizations define them, and %s is a user."
                            .formatted(name, wanted.customProperties().keySet(), name.owner()));
        }
        return Map.of(
                "name",
                name.name(),
                "description",
                wanted.description(),
                "private",
                wanted.visibility() != Visibility.PUBLIC);
    }

    /** Makes the repository read-only, or writable again; writes nothing when it is so already. */
    public CompletableFuture<Repository> ensureArchived(RepositoryName name, boolean archived) {
        // An archived repository refuses even to be archived.
        return get(name)
                .thenCompose(found -> repository(found).archived() == archived
                        ? CompletableFuture.completedFuture(repository(found))
                        : update((archived ? "archive " : "unarchive ") + name, name, Map.of("archived", archived)));
    }

    /** Takes a repository that everybody can read from them; writes nothing when it is private or internal already. */
    public CompletableFuture<Repository> ensureNotPublic(Repository repository) {
        return repository.open()
                ? update("make %s private".formatted(repository.name()), repository.name(), Map.of("private", true))
                : CompletableFuture.completedFuture(repository);
    }

    /**
     * Replaces the description.
     *
     * @param description at most 350 characters
     */
    public CompletableFuture<Repository> setDescription(RepositoryName name, String description) {
        return update("set the description of " + name, name, Map.of("description", description));
    }

    /**
     * Adds topics; those that people added stay. Writes nothing when all are there.
     *
     * @param topics at most 20 with those of people, each at most 50 lower-case letters, digits and hyphens
     * @see <a href="https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/classifying-your-repository-with-topics">Topics</a>
     */
    public CompletableFuture<Void> ensureTopics(RepositoryName name, Set<String> topics) {
        return get(name).thenCompose(found -> {
            Set<String> all = new LinkedHashSet<>();
            found.path("topics").forEach(topic -> all.add(topic.asText()));
            return all.addAll(topics)
                    ? http.send(
                                    "set the topics of " + name,
                                    "PUT",
                                    "/repos/%s/topics".formatted(name),
                                    Map.of("names", all))
                            .thenAccept(answer -> {})
                    : CompletableFuture.completedFuture(null);
        });
    }

    /**
     * Sets these custom properties, which the organization has to define before; others stay as they are. Writes only those that differ.
     *
     * @see <a href="https://docs.github.com/en/rest/repos/custom-properties">Custom properties</a>
     */
    public CompletableFuture<Void> ensureCustomProperties(RepositoryName name, Map<String, String> properties) {
        String path = "/repos/%s/properties/values".formatted(name);
        return http.find("read the custom properties of " + name, path).thenCompose(found -> {
            Map<String, String> differing = new HashMap<>(properties);
            found.orElse(MissingNode.getInstance())
                    .forEach(property -> differing.remove(
                            property.path("property_name").asText(),
                            property.path("value").asText()));
            return differing.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : setCustomProperties(name, path, differing);
        });
    }

    private CompletableFuture<Void> setCustomProperties(
            RepositoryName name, String path, Map<String, String> properties) {
        List<Map<String, String>> values = properties.entrySet().stream()
                .map(property -> Map.of("property_name", property.getKey(), "value", property.getValue()))
                .toList();
        return http.send(
                        "set the custom properties %s of %s".formatted(properties.keySet(), name),
                        "PATCH",
                        path,
                        Map.of("properties", values))
                .thenAccept(answer -> {});
    }

    private CompletableFuture<JsonNode> get(RepositoryName name) {
        return http.send("read repository " + name, "GET", "/repos/" + name, null)
                .thenApply(Answer::json);
    }

    private CompletableFuture<Repository> update(String what, RepositoryName name, Map<String, Object> changes) {
        return http.send(what, "PATCH", "/repos/" + name, changes).thenApply(answer -> repository(answer.json()));
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
                json.path("id").asLong(),
                name,
                json.path("description").isTextual() ? json.path("description").asText() : "",
                json.path("default_branch").asText("main"),
                json.path("archived").asBoolean(),
                !json.path("private").asBoolean());
    }
}
