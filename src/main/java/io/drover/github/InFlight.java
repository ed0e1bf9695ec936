package io.drover.github;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets a bounded number of asynchronous works run at once; the others wait in order, without a thread. */
final class InFlight {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    InFlight(int most) {
        free = most;
    }

    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> work) {
        var answer = new CompletableFuture<T>();
        Runnable start = () -> {
            var unused = begin(work).whenComplete((value, problem) -> {
                startNext();
                if (problem == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(problem);
                }
            });
        };
        if (admit(start)) {
            start.run();
        }
        return answer;
    }

    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized boolean admit(Runnable start) {
        if (free == 0) {
            waiting.add(start);
            return false;
        }
        free--;
        return true;
    }

    private void startNext() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
