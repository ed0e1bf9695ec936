package io.drover.github;

import io.drover.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when a test says so; what was due by then runs in its order. For one thread. */
final class VirtualTime implements Pace.Timer {
    private record Due(Instant moment, long order, Runnable what) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::moment).thenComparing(Due::order));
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T09:00:00Z"));
    private long orders;

    Clock clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void after(Duration delay, Runnable what) {
        due.add(new Due(now().plus(delay), orders++, what));
    }

    void pass(Duration duration) {
        Instant end = now().plus(duration);
        while (!due.isEmpty() && !due.peek().moment().isAfter(end)) {
            Due next = due.remove();
            passUntil(next.moment());
            next.what().run();
        }
        passUntil(end);
    }

    /** Until nothing is due any more. */
    void passAll() {
        while (!due.isEmpty()) {
            pass(Duration.between(now(), due.peek().moment()));
        }
    }

    private void passUntil(Instant moment) {
        clock.tick(Duration.between(now(), moment));
    }
}
