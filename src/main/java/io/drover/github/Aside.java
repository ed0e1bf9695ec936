package io.drover.github;

import io.drover.failure.RetryLater;
import io.drover.github.Work.Priority;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Requests beside the queue, for what a request needs while it is under way itself: they go at once or, while GitHub asked to wait, not at
 * all. What GitHub answers counts for all.
 */
record Aside(Pace pace) implements Turns {
    @Override
    public <T> CompletableFuture<T> run(Work work, RequestKind kind, Supplier<CompletableFuture<T>> request) {
        Duration held = pace.held();
        return held.isZero()
                ? Pace.begin(request)
                : CompletableFuture.failedFuture(new RetryLater(
                        "GitHub asked to wait (%s); Drover goes on after it.".formatted(pace.heldBy()), held, null));
    }

    @Override
    public void answered(Answer answer) {
        pace.answered(answer);
    }

    @Override
    public Work work(Priority priority, String subject, Cost cost) {
        return pace.work(priority, subject, cost);
    }
}
