package io.drover.deployment;

import io.drover.deployment.WorkflowFiles.Place;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import io.drover.github.WorkflowRun;
import io.drover.ledger.Intent;
import io.drover.ledger.Intents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the workflow run that a dispatch made when GitHub did not tell it: by the correlation id when the workflow shows it in the titles
 * of its runs, else among the runs that were dispatched since and belong to no other intent.
 */
final class RunSearch {
    /** GitHub's name of the input, and its value in a run's title. */
    static final String CORRELATION = "correlation_id";

    private static final String EVENT = "workflow_dispatch";

    /** The clocks may differ a little. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private final Intents intents;
    private final WorkflowFiles files;

    RunSearch(Intents intents, WorkflowFiles files) {
        this.intents = intents;
        this.files = files;
    }

    /** Those that may be the one: none, the one, or several that nothing tells apart. */
    CompletableFuture<List<WorkflowRun>> candidates(GitHub gitHub, Intent intent) {
        RepositoryName repository = RepositoryName.parse(intent.repository());
        Instant since = intent.intendedAt().minus(CLOCK_SKEW);
        return files.get(gitHub, new Place(repository, intent.workflow(), intent.ref()))
                .thenCompose(known -> gitHub.workflows()
                        .runs(repository, intent.workflow(), EVENT, since)
                        .thenApply(runs -> known.file().showsInTitle(CORRELATION)
                                ? titled(runs, intent.correlationId())
                                : unclaimed(runs, intent)));
    }

    private static List<WorkflowRun> titled(List<WorkflowRun> runs, String correlationId) {
        return runs.stream().filter(run -> run.title().contains(correlationId)).toList();
    }

    private List<WorkflowRun> unclaimed(List<WorkflowRun> runs, Intent intent) {
        Set<Long> claimed = intents.workflowRuns(intent.repository());
        return runs.stream().filter(run -> !claimed.contains(run.id())).toList();
    }
}
