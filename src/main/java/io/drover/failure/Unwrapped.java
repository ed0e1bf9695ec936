package io.drover.failure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asynchronous work whose failure shows as it was thrown, so that routes tell failures apart. */
public final class Unwrapped {
    private Unwrapped() {}

    /** The same result; a failure comes without the wrapper that chained stages put around it. */
    public static <T> CompletableFuture<T> of(CompletableFuture<T> work) {
        var result = new CompletableFuture<T>();
        var unused = work.whenComplete((value, problem) -> {
            if (problem == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(cause(problem));
            }
        });
        return result;
    }

    /** What was thrown at first. */
    public static Throwable cause(Throwable problem) {
        return problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
    }
}
