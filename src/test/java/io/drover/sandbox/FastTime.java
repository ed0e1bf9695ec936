package io.drover.sandbox;

import io.drover.github.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Time that passes faster than the machine's by a factor; in UTC, safe for several threads. "Real" is what the machine's clock shows.
 */
public final class FastTime extends Clock implements Pace.Timer {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final long origin = System.nanoTime();
    private final int factor;

    public FastTime(int factor) {
        this.factor = factor;
    }

    @Override
    public void after(Duration delay, Runnable what) {
        executor(delay).execute(what);
    }

    /** Done when this much of the fast time has passed; holds no thread. */
    CompletableFuture<Void> pause(Duration duration) {
        return CompletableFuture.runAsync(() -> {}, executor(duration));
    }

    private Executor executor(Duration delay) {
        // Never too early: a part of a nanosecond is a whole one.
        return CompletableFuture.delayedExecutor(real(delay).toNanos() + 1, TimeUnit.NANOSECONDS);
    }

    Duration real(Duration fast) {
        return fast.dividedBy(factor);
    }

    Duration fast(Duration real) {
        return real.multipliedBy(factor);
    }

    @Override
    public Instant instant() {
        return START.plus(fast(Duration.ofNanos(System.nanoTime() - origin)));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Fast time shows UTC only");
    }
}
