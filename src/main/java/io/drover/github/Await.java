package io.drover.github;

import io.drover.failure.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for an asynchronous answer and shows its failure as it was thrown. */
public final class Await {
    private Await() {}

    /**
     * @throws Failure or whatever else the answer failed with, unwrapped
     */
    public static <T> T answer(CompletableFuture<T> pending) {
        try {
            return pending.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
