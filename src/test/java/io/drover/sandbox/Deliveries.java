package io.drover.sandbox;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the routes and the queue do about failures, as {@code error-handling.camel.yaml} says it, without either: the failed step alone is
 * tried again, then all steps by the next delivery. No jitter, since there is one run only.
 */
public final class Deliveries {
    private static final int ATTEMPTS = 8;
    private static final int DELIVERIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final FastTime time;

    Deliveries(FastTime time) {
        this.time = time;
    }

    /** One step of a route; each call tries it once. */
    @FunctionalInterface
    public interface Step extends Supplier<CompletableFuture<Void>> {}

    /** Fails with {@link Permanent} at once, with any other failure after the last delivery. */
    public CompletableFuture<Void> deliver(List<Step> steps) {
        Step all = () -> {
            CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
            for (Step step : steps) {
                done = done.thenCompose(before -> again(step, ATTEMPTS, this::pause, 1));
            }
            return done;
        };
        return again(all, DELIVERIES, failed -> LONGEST_PAUSE, 1);
    }

    /** A try that failed, counted from 1. */
    private record Failed(int number, Throwable problem) {}

    private CompletableFuture<Void> again(Step step, int most, Function<Failed, Duration> pause, int number) {
        return begin(step).exceptionallyCompose(thrown -> {
            Throwable problem = unwrapped(thrown);
            return problem instanceof Permanent || number == most
                    ? CompletableFuture.failedFuture(problem)
                    : time.pause(pause.apply(new Failed(number, problem)))
                            .thenCompose(waited -> again(step, most, pause, number + 1));
        });
    }

    private static CompletableFuture<Void> begin(Step step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Duration pause(Failed failed) {
        Duration asked = asked(failed.problem());
        Duration grown = FIRST_PAUSE.multipliedBy(1L << (failed.number() - 1));
        return asked != null ? asked : grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }

    private static @Nullable Duration asked(Throwable problem) {
        return problem instanceof RetryLater later ? later.pause() : null;
    }

    static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}
