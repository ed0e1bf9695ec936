package io.drover.doctor;

import io.drover.failure.Foreign;
import io.drover.finding.Finding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs checks side by side; one that hangs or breaks is a finding, and hinders no other. */
public final class Checks implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "doctor");
        // One that hangs must not keep the process.
        thread.setDaemon(true);
        return thread;
    });

    private final Duration patience;

    /**
     * @param patience how long each check may take
     */
    public Checks(Duration patience) {
        this.patience = patience;
    }

    /** The threads that the checks run on. */
    public ExecutorService threads() {
        return threads;
    }

    /**
     * Never fails.
     *
     * @param subject begins the sentence about a check without an answer
     */
    public CompletableFuture<List<Finding>> start(String subject, Supplier<List<Finding>> check) {
        return CompletableFuture.supplyAsync(check, threads)
                .completeOnTimeout(
                        List.of(Finding.unchecked(
                                "%s: no answer within %d seconds.".formatted(subject, patience.toSeconds()),
                                "Look whether a firewall or a proxy is in between.")),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS)
                .exceptionally(e -> List.of(Finding.unchecked("%s: %s".formatted(subject, cause(e)), "")));
    }

    private static String cause(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return Foreign.oneLine(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
