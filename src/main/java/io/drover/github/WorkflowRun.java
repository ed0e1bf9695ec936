package io.drover.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run as GitHub showed it.
 *
 * @param title the workflow's {@code run-name}, filled in, or the workflow's name
 * @param status {@code queued}, {@code in_progress}, {@code waiting} for an approval, {@code completed}; GitHub may add others
 * @param conclusion {@code success}, {@code failure}, {@code cancelled}, {@code timed_out}, …; null unless completed
 * @param url its page on the site
 * @param created when it was dispatched, to the second
 * @param started when its latest attempt began
 * @param updated when GitHub last changed it
 * @see <a href="https://docs.github.com/en/rest/actions/workflow-runs#get-a-workflow-run">Get a workflow run</a>
 */
public record WorkflowRun(
        long id,
        String title,
        String status,
        @Nullable String conclusion,
        String url,
        Instant created,
        Instant started,
        Instant updated) {
    public boolean completed() {
        return status.equals("completed");
    }

    /** Whether people have to approve it before it goes on. */
    public boolean waiting() {
        return status.equals("waiting");
    }
}
