package io.drover.sandbox.github;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a workflow run's life.
 *
 * @param after time since the stage before it, or since the approval that the stage before it waited for
 * @param status as GitHub calls it: {@code queued}, {@code in_progress}, {@code waiting}, {@code completed}
 * @param conclusion how it ended, null unless completed
 * @param environment whose reviewers it waits for, null unless waiting
 * @param reviewers logins of those who may approve
 */
public record RunStep(
        Duration after,
        String status,
        @Nullable String conclusion,
        @Nullable String environment,
        List<String> reviewers) {
    public static RunStep queued() {
        return new RunStep(Duration.ZERO, "queued", null, null, List.of());
    }

    public static RunStep inProgress(Duration after) {
        return new RunStep(after, "in_progress", null, null, List.of());
    }

    /** Nothing goes on until {@link WorkflowRuns#approve}. */
    public static RunStep waiting(Duration after, String environment, String... reviewers) {
        return new RunStep(after, "waiting", null, environment, List.of(reviewers));
    }

    /**
     * @param conclusion {@code success}, {@code failure}, {@code cancelled}, {@code timed_out}, …
     */
    public static RunStep completed(Duration after, String conclusion) {
        return new RunStep(after, "completed", conclusion, null, List.of());
    }

    boolean waits() {
        return environment != null;
    }
}
