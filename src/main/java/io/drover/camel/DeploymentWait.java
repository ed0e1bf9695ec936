package io.drover.camel;

import io.drover.deployment.Deployment;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;

/** The wait for a workflow run: shown in the ledger, ended by a deadline that survives restarts. */
public final class DeploymentWait {
    private final Wait wait;

    /**
     * @param deadline counted from the run's first start
     */
    public DeploymentWait(Ledger ledger, Duration deadline, Clock clock) {
        this.wait = new Wait(ledger, deadline, clock);
    }

    /**
     * Notes what the deployment waits for.
     *
     * @throws Permanent when the deadline has passed
     */
    public void goOn(Exchange exchange, Deployment deployment) {
        if (wait.isOver(exchange)) {
            throw new Permanent(
                    "The deployment of %s has not ended after %s (drover.deployment.deadline). %s Send the message again to follow it on."
                            .formatted(deployment.approval().deploy(), wait.deadline(), deployment.explanation()));
        }
        wait.note(exchange, deployment.explanation());
    }

    /**
     * Ends the wait.
     *
     * @throws RetryLater when the deployment is still under way, because Drover is stopping
     */
    public void requireEnded(Exchange exchange, Deployment deployment) {
        wait.end(exchange);
        if (deployment.isUnderWay()) {
            throw new RetryLater(deployment.explanation());
        }
    }
}
