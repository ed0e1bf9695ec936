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

    /** Done when GitHub has taken it, now or before. */
    CompletableFuture<Void> ensure(Order order) {
        GitHub inTurn = gitHub.forWork(Priority.DEPLOYMENT, order.subject(), COST);
        var place = new Place(order.repository(), order.workflow(), order.ref());
        Optional<Intent> before = intents.find(order.subject());
        if (before.isEmpty()) {
            return send(inTurn, order, place);
        }
        return switch (before.get().state()) {
            case ACCEPTED, STARTED, ENDED -> CompletableFuture.completedFuture(null);
            case INTENDED, UNCERTAIN -> resolve(inTurn, order, before.get(), place);
        };
    }

    private CompletableFuture<Void> resolve(GitHub inTurn, Order order, Intent intent, Place place) {
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
                return send(inTurn, order, place);
            }
            if (candidates.size() > 1) {
                intents.uncertain(intent.subject());
                throw new Permanent(undecided(intent, candidates));
            }
            WorkflowRun run = candidates.get(0);
            intents.started(intent.subject(), run.id(), run.url());
            return CompletableFuture.completedFuture(null);
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

    private CompletableFuture<Void> send(GitHub inTurn, Order order, Place place) {
        return files.get(inTurn, place).thenCompose(known -> {
            Intent intent = intend(order, clock.instant());
            Map<String, String> inputs = new HashMap<>(order.inputs());
            inputs.put(RunSearch.CORRELATION, intent.correlationId());
            inputs.keySet().retainAll(known.file().inputs());
            return inTurn.workflows()
                    .dispatch(place.repository(), place.workflow(), place.ref(), inputs)
                    .exceptionallyCompose(
                            problem -> CompletableFuture.failedFuture(refused(order, place, known, problem)))
                    .thenAccept(dispatch -> taken(order, dispatch));
        });
    }

    private Intent intend(Order order, Instant now) {
        Intent intent = Intent.of(
                order.subject(),
                order.group(),
                order.what(),
                order.repository().toString(),
                order.workflow(),
                order.ref(),
                UUID.randomUUID().toString(),
                now);
        intents.intend(intent);
        return intent;
    }

    private void taken(Order order, Dispatch dispatch) {
        if (dispatch instanceof Unknown unknown) {
            throw new RetryLater(
                    "It is not known whether GitHub started %s of %s: %s Drover looks for its workflow run before it sends again."
                            .formatted(
                                    order.workflow(),
                                    order.repository(),
                                    unknown.why().reason()),
                    plan.settled(),
                    unknown.why());
        }
        if (dispatch instanceof Accepted accepted && accepted.runId().isPresent()) {
            intents.started(order.subject(), accepted.runId().getAsLong(), "");
        } else {
            intents.accepted(order.subject());
        }
    }

    /** GitHub certainly started nothing, so it may be sent again without a look. */
    private Throwable refused(Order order, Place place, Known known, Throwable problem) {
        intents.withdraw(order.subject());
        files.forget(place);
        Throwable cause = Unwrapped.cause(problem);
        return cause instanceof Permanent refusal && !known.fresh()
                ? new RetryLater(refusal.reason() + " The workflow may have changed: it is read again.")
                : cause;
    }
}
