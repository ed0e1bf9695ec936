package io.drover.sandbox.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a stand-in sees it.
 *
 * @param path decoded neither nor normalised, without the query
 * @param query the raw query, empty when there is none
 * @param headers names in lower case, first value only
 * @param body already gunzipped
 * @param arrived {@link System#nanoTime} when it came in, before any delay
 */
public record Request(
        String method, String path, String query, Map<String, String> headers, byte[] body, long arrived) {
    public Request(String method, String path, String query, Map<String, String> headers, byte[] body) {
        this(method, path, query, headers, body, System.nanoTime());
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }

    public String text() {
        return new String(body, java.nio.charset.StandardCharsets.UTF_8);
    }
}
