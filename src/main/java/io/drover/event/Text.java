package io.drover.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** A text in an event, absent when it is hidden, null, missing or no text. */
final class Text {
    /** What CloudTrail prints in place of a value that it hides. */
    private static final Set<String> HIDDEN = Set.of("", "***", "HIDDEN_DUE_TO_SECURITY_REASONS");

    private Text() {}

    static Optional<String> of(JsonNode node) {
        return Optional.ofNullable(node.textValue()).filter(value -> !HIDDEN.contains(value));
    }
}
