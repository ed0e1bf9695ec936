package io.drover.sandbox.github;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a workflow that was dispatched; where it stands follows from the time, the approvals and whether it was cancelled. */
final class DispatchedRun {
    static final String EVENT = "workflow_dispatch";

    /** What does not change about a run. */
    record Origin(
            long id,
            int number,
            Repository repository,
            String path,
            String name,
            String title,
            String branch,
            String headSha,
            Map<String, String> inputs,
            Account actor,
            Instant created) {}

    /**
     * Where a run stands.
     *
     * @param since when it got there
     */
    record State(RunStep step, Instant since) {
        boolean completed() {
            return step.status().equals("completed");
        }
    }

    private final Origin origin;
    private final List<RunStep> plan;
    private final List<Instant> approvals = new ArrayList<>();
    private @Nullable State cancelled;

    DispatchedRun(Origin origin, List<RunStep> plan) {
        this.origin = origin;
        this.plan = List.copyOf(plan);
    }

    Origin origin() {
        return origin;
    }

    synchronized State at(Instant now) {
        if (cancelled != null) {
            return cancelled;
        }
        State state = new State(plan.get(0), origin.created());
        Instant goesOn = origin.created();
        int waits = 0;
        for (RunStep step : plan) {
            Instant begins = goesOn.plus(step.after());
            if (begins.isAfter(now)) {
                return state;
            }
            state = new State(step, begins);
            goesOn = begins;
            if (step.waits()) {
                if (waits == approvals.size()) {
                    return state;
                }
                goesOn = approvals.get(waits++);
            }
        }
        return state;
    }

    /** False when it waits for nobody. */
    synchronized boolean approve(Instant now) {
        boolean waits = at(now).step().waits();
        if (waits) {
            approvals.add(now);
        }
        return waits;
    }

    /** False when it is over already. */
    synchronized boolean cancel(Instant now) {
        boolean runs = !at(now).completed();
        if (runs) {
            cancelled = new State(RunStep.completed(Duration.ZERO, "cancelled"), now);
        }
        return runs;
    }

    StandInRun shown(Instant now) {
        RunStep step = at(now).step();
        return new StandInRun(
                origin.id(),
                origin.path().substring(origin.path().lastIndexOf('/') + 1),
                origin.title(),
                origin.branch(),
                origin.headSha(),
                origin.inputs(),
                step.status(),
                step.conclusion());
    }
}
