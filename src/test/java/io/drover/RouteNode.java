package io.drover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A route or a step of it.
 *
 * @param kind its name in YAML: {@code route}, {@code from}, {@code bean}, …
 * @param value as it stands there
 * @param own its options without the steps inside it
 * @param owner id of the step or route that it stands in, empty at the top
 */
record RouteNode(String file, String kind, JsonNode value, ObjectNode own, String owner) {
    String text(String option) {
        return own.path(option).asText();
    }

    String id() {
        return text("id");
    }

    /** A finding: where, what, and what to do. */
    String finding(String problem) {
        String where = id().isEmpty() ? "a step '%s' in '%s'".formatted(kind, owner) : "%s '%s'".formatted(kind, id());
        return "%s: %s: %s".formatted(file, where, problem);
    }
}
