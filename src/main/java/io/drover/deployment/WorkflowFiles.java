package io.drover.deployment;

import io.drover.failure.RetryLater;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import io.drover.github.WorkflowFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Workflow files, kept for ten minutes: GitHub refuses a dispatch that does not fit the file, which costs nothing but another look.
 * Safe for several threads.
 */
final class WorkflowFiles {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST = 1000;

    private final Clock clock;
    private final Map<Place, Kept> kept = new LinkedHashMap<>();

    WorkflowFiles(Clock clock) {
        this.clock = clock;
    }

    /** Where a file is. */
    record Place(RepositoryName repository, String workflow, String ref) {}

    private record Kept(WorkflowFile file, Instant until) {}

    /**
     * A file.
     *
     * @param fresh whether GitHub was asked for it now
     */
    record Known(WorkflowFile file, boolean fresh) {}

    /** Fails with {@link RetryLater} when it is not there. */
    CompletableFuture<Known> get(GitHub gitHub, Place place) {
        Instant now = clock.instant();
        synchronized (kept) {
            kept.values().removeIf(each -> each.until().isBefore(now));
            Kept found = kept.get(place);
            if (found != null) {
                return CompletableFuture.completedFuture(new Known(found.file(), false));
            }
        }
        return gitHub.workflows()
                .file(place.repository(), place.workflow(), place.ref())
                .thenApply(found -> {
                    WorkflowFile file = found.orElseThrow(() -> new RetryLater(
                            "Workflow %s is not in %s on %s, or the token may not see it: push it, or change drover.deployment.workflow or drover.deployment.ref."
                                    .formatted(place.workflow(), place.repository(), place.ref())));
                    synchronized (kept) {
                        if (kept.size() < MOST) {
                            kept.put(place, new Kept(file, now.plus(KEPT)));
                        }
                    }
                    return new Known(file, true);
                });
    }

    void forget(Place place) {
        synchronized (kept) {
            kept.remove(place);
        }
    }
}
