package io.drover.camel;

import io.drover.failure.Permanent;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;

/** The wait for AWS: shown in the ledger with the project's name, ended by a deadline that survives restarts. */
public final class ProjectWait {
    private static final String NAMED = "droverNamed";

    private final Wait wait;
    private final Ledger ledger;

    /**
     * @param deadline counted from the run's first start
     */
    public ProjectWait(Ledger ledger, Duration deadline, Clock clock) {
        this.wait = new Wait(ledger, deadline, clock);
        this.ledger = ledger;
    }

    /**
     * Notes what the project waits for.
     *
     * @throws Permanent when the deadline has passed
     */
    public void goOn(Exchange exchange, Project project) {
        if (wait.isOver(exchange)) {
            throw new Permanent("Project %s (%s) is not ready after %s (drover.project.deadline): %s."
                    .formatted(project.created().subject(), project.name(), wait.deadline(), project.explanation()));
        }
        wait.note(exchange, project.explanation());
        name(exchange, project);
    }

    /**
     * Ends the wait.
     *
     * @throws io.drover.failure.Failure when the project is not ready: because AWS gave up, or because Drover is stopping
     */
    public void requireReady(Exchange exchange, Project project) {
        wait.end(exchange);
        name(exchange, project);
        project.workspace();
    }

    /** So that people find the project by its name; written once, since a project may wait for hours. */
    private void name(Exchange exchange, Project project) {
        if (!project.name().equals(exchange.getProperty(NAMED, String.class))) {
            ledger.name(project.created().subject(), project.name());
            exchange.setProperty(NAMED, project.name());
        }
    }
}
