package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;

/**
 * What GitHub answered.
 *
 * @param json the body, {@link MissingNode} when it is none
 */
record Answer(int status, HttpHeaders headers, JsonNode json) {
    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** GitHub's own words, with the details of a refused field. */
    String message() {
        StringBuilder words = new StringBuilder(json.path("message").asText(""));
        for (JsonNode error : json.path("errors")) {
            String detail =
                    error.isTextual() ? error.asText() : error.path("message").asText("");
            if (!detail.isEmpty()) {
                words.append(" (").append(detail).append(')');
            }
        }
        return words.isEmpty() ? "no message" : words.toString();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
