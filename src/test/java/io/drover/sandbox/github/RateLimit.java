package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The primary rate limit of the one token: so many requests an hour, counted as GitHub counts. */
final class RateLimit {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Clock clock;
    private int limit = 5000;
    private int used;
    private Instant reset;

    RateLimit(Clock clock) {
        this.clock = clock;
        reset = clock.instant().plus(WINDOW);
    }

    /** A new window with this many requests. */
    synchronized void start(int requests, Duration window) {
        limit = requests;
        used = 0;
        reset = clock.instant().plus(window);
    }

    /** False when nothing is left; then nothing is counted. */
    synchronized boolean take() {
        if (!clock.instant().isBefore(reset)) {
            start(limit, WINDOW);
        }
        if (used >= limit) {
            return false;
        }
        used++;
        return true;
    }

    /** An answer of 304 is free. */
    synchronized void giveBack() {
        used = Math.max(0, used - 1);
    }

    synchronized Response stamp(Response response) {
        return response.with("X-RateLimit-Limit", String.valueOf(limit))
                .with("X-RateLimit-Remaining", String.valueOf(limit - used))
                .with("X-RateLimit-Used", String.valueOf(used))
                .with("X-RateLimit-Reset", String.valueOf(reset.getEpochSecond()))
                .with("X-RateLimit-Resource", "core");
    }

    synchronized ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("limit", limit)
                .put("used", used)
                .put("remaining", limit - used)
                .put("reset", reset.getEpochSecond());
    }
}
