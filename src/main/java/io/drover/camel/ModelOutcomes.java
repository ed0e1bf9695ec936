package io.drover.camel;

import io.drover.deployment.Deployment;
import io.drover.deployment.ModelApproval;
import io.drover.event.ModelChanged;
import io.drover.event.ModelReviewed;
import io.drover.event.ModelVersion;
import io.drover.github.WorkflowRun;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What is told to the event bus about models, and who reviewed them. */
public final class ModelOutcomes {
    private final Ledger ledger;
    private final RunMetrics metrics;

    public ModelOutcomes(Ledger ledger, RunMetrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /** Remembers who approved or rejected a version; says nothing to anybody. */
    public void remember(ModelReviewed review) {
        ledger.review(review.model().arn(), review.status().toString(), review.at(), review.by());
    }

    /** Describes a version that waits for its reviewers. */
    public ModelOutcome registered(Exchange exchange, ModelChanged change) {
        return outcome(exchange, change, change.model(), Optional.empty(), Optional.empty(), "");
    }

    /** Describes a deployment as it stands, mostly at its end. */
    public ModelOutcome finished(Exchange exchange, Deployment deployment) {
        metrics.deployed(deployment.run().map(WorkflowRun::conclusion).orElse("none"));
        ModelApproval approval = deployment.approval();
        return outcome(
                exchange,
                approval.change(),
                approval.deploy(),
                Optional.of(approval),
                deployment.run(),
                deployment.workflow());
    }

    private ModelOutcome outcome(
            Exchange exchange,
            ModelChanged change,
            ModelVersion model,
            Optional<ModelApproval> approval,
            Optional<WorkflowRun> workflowRun,
            String workflow) {
        String status = change.status().toString();
        return new ModelOutcome(
                Runs.of(exchange).map(Run::id).orElse(null),
                exchange.getFromRouteId(),
                change.key(),
                model.arn(),
                model.group(),
                model.version(),
                status,
                change.description(),
                ledger.reviewer(change.model().arn(), status).orElse(null),
                change.metrics(),
                approval.map(ModelApproval::domainId).orElse(null),
                approval.map(ModelApproval::projectId).orElse(null),
                approval.map(each -> each.repository().toString()).orElse(null),
                workflow.isEmpty() ? null : workflow,
                workflowRun.map(WorkflowRun::url).orElse(null),
                workflowRun.map(WorkflowRun::conclusion).orElse(null),
                workflowRun
                        .filter(WorkflowRun::completed)
                        .map(run ->
                                Duration.between(run.started(), run.updated()).toSeconds())
                        .orElse(null));
    }
}
