package io.drover.deployment;

import io.drover.github.PendingApproval;
import io.drover.github.WorkflowRun;
import java.util.List;
import java.util.Optional;

/**
 * A deployment as GitHub showed it last. Immutable; it stays the message body while the workflow run is followed.
 *
 * @param run empty until GitHub shows which workflow run it is
 * @param approvals who has to approve before the workflow run goes on; empty when nobody
 */
public record Deployment(
        ModelApproval approval, String workflow, Optional<WorkflowRun> run, List<PendingApproval> approvals) {
    /** Whether looking again can change anything: the route loops while it is so. */
    public boolean isUnderWay() {
        return run.isEmpty() || !run.get().completed();
    }

    /** GitHub's word for how the workflow run ended; empty until then. */
    public String conclusion() {
        return run.map(WorkflowRun::conclusion).orElse("");
    }

    /** Where it stands, in a sentence. */
    public String explanation() {
        if (run.isEmpty()) {
            return "GitHub has taken the dispatch of %s in %s and not shown its workflow run yet."
                    .formatted(workflow, approval.repository());
        }
        WorkflowRun shown = run.get();
        if (shown.completed()) {
            return "Workflow run %s ended: %s.".formatted(shown.url(), conclusion());
        }
        if (!approvals.isEmpty()) {
            return "Workflow run %s waits for approval: %s."
                    .formatted(
                            shown.url(),
                            String.join(
                                    "; ",
                                    approvals.stream()
                                            .map(pending -> "environment %s by %s"
                                                    .formatted(
                                                            pending.environment(),
                                                            pending.reviewers().isEmpty()
                                                                    ? "its reviewers"
                                                                    : String.join(" or ", pending.reviewers())))
                                            .toList()));
        }
        return "Workflow run %s is %s.".formatted(shown.url(), shown.status().replace('_', ' '));
    }
}
