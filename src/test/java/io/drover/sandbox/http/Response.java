package io.drover.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a stand-in answers. */
public record Response(int status, Map<String, String> headers, byte[] body) {
    public static Response json(int status, String body) {
        return new Response(
                status,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    public Response with(String header, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(header, value);
        return new Response(status, Map.copyOf(all), body);
    }
}
