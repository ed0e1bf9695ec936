package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as an operation sees it.
 *
 * @param variables of the path, decoded
 * @param body a missing node when none was sent
 * @param named the repository of the path; null when the path has none
 */
record RestCall(
        Request request,
        Map<String, String> variables,
        JsonNode body,
        @Nullable Repository named) {
    Repository repository() {
        return Objects.requireNonNull(named, "The operation's path names no repository");
    }

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** A text field of the body, null when it is absent or null. */
    @Nullable
    String text(String field) {
        JsonNode value = body.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    String text(String field, String absent) {
        String value = text(field);
        return value == null ? absent : value;
    }

    String query(String name, String absent) {
        return parameters(request).getOrDefault(name, absent);
    }

    /** The parameters of the query, decoded, in their order; the last of a name counts. */
    static Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : request.query().split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(decode(name), decode(value));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
