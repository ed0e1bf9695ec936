package io.drover.github;

import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket that keeps to a limit in every window, wherever it begins: a fifth of the limit may be used at once, the rest comes
 * back evenly. Not safe for several threads.
 */
final class Allowance {
    private static final double AT_ONCE = 0.2;

    private final int limit;
    private final double most;
    private final double perMilli;
    private double left;
    private Instant counted;

    private Allowance(int limit, double most, double perMilli, Instant now) {
        this.limit = limit;
        this.most = most;
        this.perMilli = perMilli;
        this.left = most;
        this.counted = now;
    }

    /**
     * @param limit most in any window
     */
    static Allowance of(int limit, Duration window, Instant now) {
        double most = Math.max(1, limit * AT_ONCE);
        return new Allowance(limit, most, Math.max(1, limit - most) / window.toMillis(), now);
    }

    /** One at a time, with this much time between them. */
    static Allowance spaced(Duration spacing, Instant now) {
        return new Allowance(1, 1, 1.0 / spacing.toMillis(), now);
    }

    boolean has(int amount, Instant now) {
        return wait(amount, now).isZero();
    }

    /** To be called after {@link #has}. */
    void take(int amount, Instant now) {
        refill(now);
        left -= amount;
    }

    /** How long until so much is there, if nobody else takes of it; more than a bucket holds takes as long as its filling. */
    Duration wait(int amount, Instant now) {
        refill(now);
        double missing = amount - left;
        return missing <= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(missing / perMilli));
    }

    int limit() {
        return limit;
    }

    int left(Instant now) {
        refill(now);
        return (int) left;
    }

    int most() {
        return (int) most;
    }

    private void refill(Instant now) {
        long millis = Duration.between(counted, now).toMillis();
        if (millis > 0) {
            left = Math.min(most, left + millis * perMilli);
            counted = now;
        }
    }
}
