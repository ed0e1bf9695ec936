package io.drover.sandbox.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.sandbox.http.Response;
import java.util.Map;

/** GitHub's server errors: its own messages, the pages shortened. They say nothing of whether the request was carried out. */
public final class Outages {
    private static final String SORRY =
            "Sorry about that. Please try resubmitting your request and contact us if the problem persists.";

    private Outages() {}

    /** 500 in JSON. */
    public static Response internalError() {
        return Answers.error(500, "Server Error");
    }

    /** 500 of a workflow dispatch; it was seen with a run and without one. */
    public static Response dispatchFailed() {
        return Answers.error(500, "Failed to run workflow dispatch");
    }

    /** 502 as a page, which GitHub answers to API requests, too. */
    public static Response badGateway() {
        return page(502, "We had issues producing the response to your request.");
    }

    /** 503 as a page. */
    public static Response unavailable() {
        return page(503, "No server is currently available to service your request.");
    }

    /** 504 in JSON, after about ten seconds. */
    public static Response gatewayTimeout() {
        return Answers.error(504, "We couldn't respond to your request in time. " + SORRY);
    }

    private static Response page(int status, String reason) {
        String html = """
                <!DOCTYPE html>
                <html>
                  <head><title>Unicorn! &middot; GitHub</title></head>
                  <body><p><strong>%s</strong></p><p>%s</p></body>
                </html>
                """.formatted(reason, SORRY);
        return new Response(status, Map.of("Content-Type", "text/html; charset=utf-8"), html.getBytes(UTF_8));
    }
}
