package io.drover.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A route or a step of it.
 *
 * @param pointer where it stands in the file, as a JSON pointer
 * @param kind its name in YAML: {@code route}, {@code from}, {@code bean}, …
 * @param value as it stands there
 * @param own its options without the steps inside it
 * @param owner id of the step or route that it stands in, empty at the top
 */
record RouteNode(RouteFile file, String pointer, String kind, JsonNode value, ObjectNode own, String owner) {
    String text(String option) {
        return own.path(option).asText();
    }

    String id() {
        return text("id");
    }

    /** A finding: where, what, and what to do. */
    RouteFinding error(String problem) {
        return RouteFinding.error(file, file.place(pointer), where() + problem);
    }

    /** @param option the one that is wrong; the step's own place when it is not there */
    RouteFinding error(String option, String problem) {
        return RouteFinding.error(file, file.place(pointer + "/" + option), where() + problem);
    }

    RouteFinding hint(String problem) {
        return RouteFinding.hint(file, file.place(pointer), where() + problem);
    }

    private String where() {
        return id().isEmpty() ? "a step '%s' in '%s': ".formatted(kind, owner) : "%s '%s': ".formatted(kind, id());
    }
}
