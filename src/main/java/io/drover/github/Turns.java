package io.drover.github;

import io.drover.github.Work.Priority;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Who decides when a request may begin. */
interface Turns {
    /** Begins the request when its turn has come. */
    <T> CompletableFuture<T> run(Work work, RequestKind kind, Supplier<CompletableFuture<T>> request);

    /** Learns from an answer what GitHub allows now. */
    void answered(Answer answer);

    /** The work on a subject, known by what it is going to ask; the same one until it is over. */
    Work work(Priority priority, String subject, Cost cost);
}
