package io.drover.deployment;

import io.drover.deployment.WorkflowFiles.Known;
import io.drover.deployment.WorkflowFiles.Place;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.failure.Unwrapped;
import io.drover.github.Cost;
import io.drover.github.Dispatch;
import io.drover.github.Dispatch.Accepted;
import io.drover.github.Dispatch.Unknown;
import io.drover.github.GitHub;
import io.drover.github.Work.Priority;
import io.drover.github.WorkflowRun;
import io.drover.ledger.Intent;
import io.drover.ledger.Intents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Dispatches once. GitHub has no idempotent dispatch, so the intent is written first, and while it is open whether the call was carried
 * out, its workflow run is looked for before anything is sent again.
 */
final class Dispatches {
    /** The file, perhaps, and the dispatch. */
    static final Cost COST = new Cost(2, 0, 0);

    private final GitHub gitHub;
    private final Intents intents;
    private final DispatchPlan plan;
    private final Clock clock;
    private final WorkflowFiles files;
    private final RunSearch search;

    Dispatches(GitHub gitHub, Intents intents, DispatchPlan plan, WorkflowFiles files, RunSearch search, Clock clock) {
        this.gitHub = gitHub;
        this.intents = intents;
        this.plan = plan;
        this.clock = clock;
        this.files = files;
        this.search = search;
    }

    CompletableFuture<Deployment> ensure(ModelApproval approval, String workflow, String ref) {
        GitHub inTurn = gitHub.forWork(Priority.DEPLOYMENT, approval.subject(), COST);
        var place = new Place(approval.repository(), workflow, ref);
        Optional<Intent> before = intents.find(approval.subject());
        if (before.isEmpty()) {
            return send(inTurn, approval, place);
        }
        return switch (before.get().state()) {
            case ACCEPTED, STARTED, ENDED -> CompletableFuture.completedFuture(notSeenYet(approval, workflow));
            case INTENDED, UNCERTAIN -> resolve(inTurn, approval, before.get(), place);
        };
    }

    private CompletableFuture<Deployment> resolve(GitHub inTurn, ModelApproval approval, Intent intent, Place place) {
        Duration unsettled =
                Duration.between(clock.instant(), intent.intendedAt().plus(plan.settled()));
        if (!unsettled.isNegative() && !unsettled.isZero()) {
            throw new RetryLater(
                    "It is not known yet whether GitHub started %s of %s: Drover looks for its workflow run before it sends again."
                            .formatted(intent.workflow(), intent.repository()),
                    unsettled,
                    null);
        }
        return search.candidates(inTurn, intent).thenCompose(candidates -> {
            if (candidates.isEmpty()) {
                intents.withdraw(intent.subject());
                return send(inTurn, approval, place);
            }
            if (candidates.size() > 1) {
                intents.uncertain(intent.subject());
                throw new Permanent(undecided(intent, candidates));
            }
            WorkflowRun run = candidates.get(0);
            intents.started(intent.subject(), run.id(), run.url());
            return CompletableFuture.completedFuture(notSeenYet(approval, intent.workflow()));
        });
    }

    private static String undecided(Intent intent, List<WorkflowRun> candidates) {
        return ("It is uncertain whether GitHub started %s of %s for %s: any of %s may be it. If one deploys this model, drop this"
                        + " message; if none does, start the workflow by hand. A run-name with ${{ inputs.correlation_id }} in the"
                        + " workflow tells them apart.")
                .formatted(
                        intent.workflow(),
                        intent.repository(),
                        intent.modelPackage(),
                        String.join(
                                ", ", candidates.stream().map(WorkflowRun::url).toList()));
    }

    private CompletableFuture<Deployment> send(GitHub inTurn, ModelApproval approval, Place place) {
        return files.get(inTurn, place).thenCompose(known -> {
            Intent intent = intend(approval, place, clock.instant());
            Map<String, String> inputs = inputs(approval, intent.correlationId());
            inputs.keySet().retainAll(known.file().inputs());
            return inTurn.workflows()
                    .dispatch(place.repository(), place.workflow(), place.ref(), inputs)
                    .exceptionallyCompose(
                            problem -> CompletableFuture.failedFuture(refused(approval, place, known, problem)))
                    .thenApply(dispatch -> taken(approval, place, dispatch));
        });
    }

    private Intent intend(ModelApproval approval, Place place, Instant now) {
        Intent intent = Intent.of(
                approval.subject(),
                approval.deploy().group(),
                approval.deploy().arn(),
                place.repository().toString(),
                place.workflow(),
                place.ref(),
                UUID.randomUUID().toString(),
                now);
        intents.intend(intent);
        return intent;
    }

    private Map<String, String> inputs(ModelApproval approval, String correlationId) {
        Map<String, String> inputs = new HashMap<>(plan.inputs());
        inputs.put("model_package_arn", approval.deploy().arn());
        inputs.put("model_package_version", String.valueOf(approval.deploy().version()));
        inputs.put("model_package_group_name", approval.deploy().group());
        inputs.put("project_id", approval.projectId());
        inputs.put(RunSearch.CORRELATION, correlationId);
        if (!plan.environment().isEmpty()) {
            inputs.put("environment", plan.environment());
        }
        inputs.put("logLevel", plan.logLevel());
        return inputs;
    }

    private Deployment taken(ModelApproval approval, Place place, Dispatch dispatch) {
        if (dispatch instanceof Unknown unknown) {
            throw new RetryLater(
                    "It is not known whether GitHub started %s of %s: %s Drover looks for its workflow run before it sends again."
                            .formatted(
                                    place.workflow(),
                                    place.repository(),
                                    unknown.why().reason()),
                    plan.settled(),
                    unknown.why());
        }
        if (dispatch instanceof Accepted accepted && accepted.runId().isPresent()) {
            intents.started(approval.subject(), accepted.runId().getAsLong(), "");
        } else {
            intents.accepted(approval.subject());
        }
        return notSeenYet(approval, place.workflow());
    }

    /** GitHub certainly started nothing, so it may be sent again without a look. */
    private Throwable refused(ModelApproval approval, Place place, Known known, Throwable problem) {
        intents.withdraw(approval.subject());
        files.forget(place);
        Throwable cause = Unwrapped.cause(problem);
        return cause instanceof Permanent refusal && !known.fresh()
                ? new RetryLater(refusal.reason() + " The workflow may have changed: it is read again.")
                : cause;
    }

    private static Deployment notSeenYet(ModelApproval approval, String workflow) {
        return new Deployment(approval, workflow, Optional.empty(), List.of());
    }
}
