package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Who may approve a deployment, as GitHub names it.
 *
 * @param type {@code User} or {@code Team}; each has ids of its own
 */
record Reviewer(String type, long id) {
    static Reviewer read(JsonNode json) {
        return new Reviewer(
                json.path("type").asText(), json.path("reviewer").path("id").asLong());
    }
}
