package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.failure.Permanent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/**
 * Rulesets of repositories: what may happen to their branches and tags.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/rules">Rules</a>
 */
public final class Rulesets {
    /** What can be written; an exported ruleset has more. */
    private static final List<String> FIELDS =
            List.of("name", "target", "enforcement", "bypass_actors", "conditions", "rules");

    private final GitHubHttp http;
    private final Pages pages;

    public Rulesets(GitHubHttp http) {
        this.http = http;
        this.pages = new Pages(http);
    }

    /**
     * Creates the ruleset, or changes the repository's own one of that name to it; writes nothing when all is as wanted. Fields
     * that it does not mention are not compared.
     *
     * @param wanted in GitHub's form, for instance exported from the site; its fields {@code name} and {@code enforcement} are needed
     */
    public CompletableFuture<Void> ensure(RepositoryName repository, JsonNode wanted) {
        if (!wanted.path("name").isTextual() || !wanted.path("enforcement").isTextual()) {
            throw new Permanent(
                    "The ruleset for %s has no name or no enforcement: add the missing field.".formatted(repository));
        }
        ObjectNode body = wanted.<ObjectNode>deepCopy().retain(FIELDS);
        String name = body.path("name").asText();
        String path = "/repos/%s/rulesets".formatted(repository);
        return pages.all("list the rulesets of " + repository, path + "?includes_parents=false", "", 100)
                .thenCompose(rulesets -> {
                    Optional<Long> id = rulesets.stream()
                            .filter(ruleset -> ruleset.path("name").asText().equals(name))
                            .map(ruleset -> ruleset.path("id").asLong())
                            .findFirst();
                    String which = "ruleset '%s' of %s".formatted(name, repository);
                    return id.isPresent()
                            ? change(which, path + "/" + id.get(), body)
                            : http.send("create " + which, "POST", path, body).thenAccept(answer -> {});
                });
    }

    /** The list shows no rules, so the one ruleset is read. */
    private CompletableFuture<Void> change(String which, String path, ObjectNode wanted) {
        return http.send("read " + which, "GET", path, null)
                .thenCompose(answer -> covers(answer.json(), wanted)
                        ? CompletableFuture.completedFuture(null)
                        : http.send("change " + which, "PUT", path, wanted).thenAccept(changed -> {}));
    }

    /** Whether everything wanted is there; GitHub adds fields of its own, and keeps no order of rules. */
    private static boolean covers(JsonNode actual, JsonNode wanted) {
        if (wanted.isObject()) {
            return wanted.properties().stream()
                    .allMatch(field -> covers(actual.path(field.getKey()), field.getValue()));
        }
        if (wanted.isArray()) {
            return actual.size() == wanted.size()
                    && StreamSupport.stream(wanted.spliterator(), false)
                            .allMatch(element -> StreamSupport.stream(actual.spliterator(), false)
                                    .anyMatch(candidate -> covers(candidate, element)));
        }
        return actual.asText().equals(wanted.asText());
    }
}
