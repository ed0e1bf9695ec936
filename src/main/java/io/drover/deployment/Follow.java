package io.drover.deployment;

import io.drover.failure.Permanent;
import io.drover.github.GitHub;
import io.drover.github.PendingApproval;
import io.drover.github.Work.Priority;
import io.drover.github.WorkflowRun;
import io.drover.ledger.Intent;
import io.drover.ledger.Intents;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Looks how a deployment's workflow run goes, and keeps in the ledger how it ended. */
final class Follow {
    private final GitHub gitHub;
    private final Intents intents;
    private final RunSearch search;
    private final Clock clock;

    Follow(GitHub gitHub, Intents intents, RunSearch search, Clock clock) {
        this.gitHub = gitHub;
        this.intents = intents;
        this.search = search;
        this.clock = clock;
    }

    CompletableFuture<Deployment> look(Deployment deployment) {
        ModelApproval approval = deployment.approval();
        GitHub inTurn = gitHub.forWork(Priority.DEPLOYMENT, approval.subject(), Dispatches.COST);
        Intent intent = intents.find(approval.subject())
                .orElseThrow(() -> new Permanent(
                        "The ledger knows no dispatch for %s, so there is nothing to follow: put the step that starts the deployment before the one that follows it."
                                .formatted(approval.subject())));
        Long id = intent.workflowRunId();
        return id == null
                ? search.candidates(inTurn, intent).thenApply(candidates -> found(deployment, intent, candidates))
                : inTurn.workflows()
                        .run(approval.repository(), id)
                        .thenCompose(run -> seen(inTurn, deployment, intent, run));
    }

    private Deployment found(Deployment deployment, Intent intent, List<WorkflowRun> candidates) {
        if (candidates.size() == 1) {
            WorkflowRun run = candidates.get(0);
            intents.started(intent.subject(), run.id(), run.url());
            return new Deployment(deployment.approval(), deployment.workflow(), Optional.of(run), List.of());
        }
        return deployment;
    }

    private CompletableFuture<Deployment> seen(GitHub inTurn, Deployment deployment, Intent intent, WorkflowRun run) {
        if (!run.url().equals(intent.url())) {
            intents.started(intent.subject(), run.id(), run.url());
        }
        if (run.completed()) {
            intents.ended(intent.subject(), String.valueOf(run.conclusion()), clock.instant());
        }
        if (!run.waiting()) {
            return CompletableFuture.completedFuture(shown(deployment, run, List.of()));
        }
        return inTurn.workflows()
                .pendingApprovals(deployment.approval().repository(), run.id())
                .thenApply(approvals -> shown(deployment, run, approvals));
    }

    private static Deployment shown(Deployment deployment, WorkflowRun run, List<PendingApproval> approvals) {
        return new Deployment(deployment.approval(), deployment.workflow(), Optional.of(run), approvals);
    }
}
