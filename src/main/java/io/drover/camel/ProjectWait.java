package io.drover.camel;

import io.drover.failure.Permanent;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import io.drover.project.Project;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/** The wait for AWS: shown in the ledger, ended by a deadline that survives restarts. */
public final class ProjectWait {
    private final Ledger ledger;
    private final Duration deadline;
    private final Clock clock;

    /**
     * @param deadline counted from the run's first start
     */
    public ProjectWait(Ledger ledger, Duration deadline, Clock clock) {
        this.ledger = ledger;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Notes what the project waits for.
     *
     * @throws Permanent when the deadline has passed
     */
    public void goOn(Exchange exchange, Project project) {
        Instant started = Runs.of(exchange)
                .map(Run::startedAt)
                .orElseGet(() -> Instant.ofEpochMilli(exchange.getClock().getCreated()));
        if (clock.instant().isAfter(started.plus(deadline))) {
            throw new Permanent("Project %s (%s) is not ready after %s (drover.project.deadline): %s."
                    .formatted(project.created().subject(), project.name(), deadline, project.explanation()));
        }
        Runs.of(exchange).ifPresent(run -> ledger.note(run.id(), project.explanation()));
    }

    /**
     * Ends the wait.
     *
     * @throws io.drover.failure.Failure when the project is not ready: because AWS gave up, or because Drover is stopping
     */
    public void requireReady(Exchange exchange, Project project) {
        Runs.of(exchange).ifPresent(run -> ledger.note(run.id(), null));
        project.workspace();
    }
}
