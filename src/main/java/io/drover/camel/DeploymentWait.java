package io.drover.camel;

import io.drover.deployment.Deployment;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wait for a workflow run: shown in the ledger, ended by a deadline that survives restarts. */
public final class DeploymentWait {
    private static final Logger log = LoggerFactory.getLogger(DeploymentWait.class);

    private static final String NOTED = "droverDeploymentNoted";

    private final Ledger ledger;
    private final Duration deadline;
    private final Clock clock;

    /**
     * @param deadline counted from the run's first start
     */
    public DeploymentWait(Ledger ledger, Duration deadline, Clock clock) {
        this.ledger = ledger;
        this.deadline = deadline;
        this.clock = clock;
    }

    /**
     * Notes what the deployment waits for.
     *
     * @throws Permanent when the deadline has passed
     */
    public void goOn(Exchange exchange, Deployment deployment) {
        Runs.of(exchange).ifPresent(run -> {
            if (clock.instant().isAfter(run.startedAt().plus(deadline))) {
                throw new Permanent(
                        "The deployment of %s has not ended after %s (drover.deployment.deadline). %s Send the message again to follow it on."
                                .formatted(deployment.approval().deploy(), deadline, deployment.explanation()));
            }
            note(exchange, run, deployment.explanation());
        });
    }

    /** Each word once: a run may wait for days. */
    private void note(Exchange exchange, Run run, String explanation) {
        if (!explanation.equals(exchange.getProperty(NOTED, String.class))) {
            exchange.setProperty(NOTED, explanation);
            ledger.note(run.id(), explanation);
            log.atInfo().addKeyValue("run", run.id()).log("{}: {}", run.subject(), explanation);
        }
    }

    /**
     * Ends the wait.
     *
     * @throws RetryLater when the deployment is still under way, because Drover is stopping
     */
    public void requireEnded(Exchange exchange, Deployment deployment) {
        Runs.of(exchange).ifPresent(run -> ledger.note(run.id(), null));
        if (deployment.isUnderWay()) {
            throw new RetryLater(deployment.explanation());
        }
    }
}
