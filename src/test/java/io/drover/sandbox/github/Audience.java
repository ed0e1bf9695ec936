package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which repositories see a secret or variable of an organization.
 *
 * @param visibility all, private or selected
 * @param repositories ids; empty unless they are selected
 */
public record Audience(String visibility, Set<Long> repositories) {
    public Audience {
        repositories = Set.copyOf(repositories);
    }

    /** Ids that are left out are selected no more: https://github.com/external-secrets/external-secrets/pull/6519 */
    static Audience read(JsonNode body) {
        Set<Long> ids = new TreeSet<>();
        body.path("selected_repository_ids").forEach(id -> ids.add(id.asLong()));
        return new Audience(body.path("visibility").asText(), ids);
    }

    boolean selects() {
        return visibility.equals("selected");
    }

    Audience with(long repository) {
        Set<Long> more = new TreeSet<>(repositories);
        more.add(repository);
        return new Audience(visibility, more);
    }
}
