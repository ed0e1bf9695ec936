package io.drover.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that GitHub asked to be left alone. A limit without a time doubles the last pause, until something succeeds. Not safe for
 * several threads.
 */
final class Hold {
    private static final int MOST_DOUBLINGS = 6;

    private final Clock clock;
    private Instant until = Instant.MIN;
    private String reason = "";
    private int unnamedInARow;

    Hold(Clock clock) {
        this.clock = clock;
    }

    void add(Limit limit) {
        Instant now = clock.instant();
        // Requests that were under way together are refused together: one limit, not many.
        boolean first = !now.isBefore(until);
        Duration pause = limit.pause();
        if (!limit.named()) {
            unnamedInARow += first ? 1 : 0;
            pause = pause.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, unnamedInARow - 1)));
        }
        until(now.plus(pause), limit.secondary() ? "a secondary rate limit" : "the primary rate limit");
    }

    void until(Instant moment, String why) {
        if (moment.isAfter(until)) {
            until = moment;
            reason = why;
        }
    }

    void succeeded() {
        if (!clock.instant().isBefore(until)) {
            unnamedInARow = 0;
        }
    }

    Duration left(Instant now) {
        return now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    String reason() {
        return reason;
    }
}
