package io.drover.camel;

import io.drover.event.StackRequest;
import io.drover.stack.StackRequests;
import org.apache.camel.Exchange;

/** Ends a run on a custom resource that failed: CloudFormation is told why, and shows it to whoever made the project. */
public final class StackRefusal {
    private final StackRequests requests;
    private final Runs runs;

    public StackRefusal(StackRequests requests, Runs runs) {
        this.requests = requests;
        this.runs = runs;
    }

    /** Answers with the failure that the exchange has caught, and closes the run. */
    public void refuse(Exchange exchange, StackRequest request) {
        String reason = Outcomes.reason(exchange);
        requests.refuse(request, reason);
        runs.park(exchange, reason);
    }
}
