package io.drover.deployment;

import io.drover.failure.RetryLater;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import io.drover.github.WorkflowFile;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Workflow files, kept for ten minutes: GitHub refuses a dispatch that does not fit the file, which costs nothing but another look.
 * Safe for several threads.
 */
final class WorkflowFiles {
    private final Lately<Place, WorkflowFile> lately;

    WorkflowFiles(Clock clock) {
        this.lately = new Lately<>(Duration.ofMinutes(10), clock);
    }

    /** Where a file is. */
    record Place(RepositoryName repository, String workflow, String ref) {}

    /**
     * A file.
     *
     * @param fresh whether GitHub was asked for it now
     */
    record Known(WorkflowFile file, boolean fresh) {}

    /** Fails with {@link RetryLater} when it is not there. */
    CompletableFuture<Known> get(GitHub gitHub, Place place) {
        return lately.find(place)
                .map(file -> CompletableFuture.completedFuture(new Known(file, false)))
                .orElseGet(() -> read(gitHub, place));
    }

    private CompletableFuture<Known> read(GitHub gitHub, Place place) {
        return gitHub.workflows()
                .file(place.repository(), place.workflow(), place.ref())
                .thenApply(found -> {
                    WorkflowFile file = found.orElseThrow(() -> new RetryLater(
                            "Workflow %s is not in %s on %s, or the token may not see it: push it, or change drover.deployment.workflow or drover.deployment.ref."
                                    .formatted(place.workflow(), place.repository(), place.ref())));
                    lately.keep(place, file);
                    return new Known(file, true);
                });
    }

    void forget(Place place) {
        lately.forget(place);
    }
}
