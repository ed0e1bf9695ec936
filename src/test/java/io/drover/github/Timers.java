package io.drover.github;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Timers for a pace in tests. */
final class Timers {
    private Timers() {}

    static Pace.Timer realTime() {
        return (delay, what) -> {
            var unused = CompletableFuture.runAsync(
                    what, CompletableFuture.delayedExecutor(delay.toMillis() + 1, TimeUnit.MILLISECONDS));
        };
    }
}
