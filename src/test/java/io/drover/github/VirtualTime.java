package io.drover.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when a test says so; what was due by then runs in its order. For one thread. */
final class VirtualTime extends Clock implements Pace.Timer {
    private record Due(Instant moment, long order, Runnable what) {}

    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::moment).thenComparing(Due::order));
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private long orders;

    @Override
    public void after(Duration delay, Runnable what) {
        due.add(new Due(now.plus(delay), orders++, what));
    }

    void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (!due.isEmpty() && !due.peek().moment().isAfter(end)) {
            Due next = due.remove();
            now = next.moment();
            next.what().run();
        }
        now = end;
    }

    /** Until nothing is due any more. */
    void passAll() {
        while (!due.isEmpty()) {
            pass(Duration.between(now, due.peek().moment()));
        }
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Virtual time shows UTC only");
    }
}
