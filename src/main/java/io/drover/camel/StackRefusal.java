package io.drover.camel;

import io.drover.event.StackRequest;
import io.drover.failure.Permanent;
import io.drover.stack.StackRequests;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a run on a custom resource that failed: CloudFormation is told why, and shows it to whoever made the project. */
public final class StackRefusal {
    private static final Logger log = LoggerFactory.getLogger(StackRefusal.class);

    private final StackRequests requests;
    private final Runs runs;

    public StackRefusal(StackRequests requests, Runs runs) {
        this.requests = requests;
        this.runs = runs;
    }

    /**
     * Answers with the failure that the exchange has caught, and ends the run. No later delivery is worked on: CloudFormation takes one
     * answer.
     */
    public void refuse(Exchange exchange, StackRequest request) {
        String reason = Outcomes.reason(exchange);
        try {
            requests.refuse(request, reason);
        } catch (Permanent e) {
            // Nobody waits for it any more.
            log.atWarn().log("{}: {}", request.subject(), e.getMessage());
        }
        runs.stop(exchange, reason);
    }
}
