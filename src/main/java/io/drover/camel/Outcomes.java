package io.drover.camel;

import io.drover.console.Label;
import io.drover.event.ProjectDeleted;
import io.drover.event.StackProject;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import io.drover.ledger.Run;
import io.drover.project.Project;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a run ends: what is told to the event bus, and what the dead letters carry. */
public final class Outcomes {
    private static final Logger log = LoggerFactory.getLogger(Outcomes.class);

    /** A ledger and a terminal have room for it. */
    private static final int LONGEST_REASON = 1000;

    private final Runs runs;
    private final Ledger ledger;

    public Outcomes(Runs runs, Ledger ledger) {
        this.runs = runs;
        this.ledger = ledger;
    }

    /** Describes the finished project; the run's subject becomes the event's resource. */
    public Outcome ready(Exchange exchange, Project project) {
        Map<String, String> repositories = repositories(project.domainId(), project.id());
        Optional<Run> run = Runs.of(exchange);
        return new Outcome(
                run.map(Run::id).orElse(null),
                exchange.getFromRouteId(),
                project.created().subject(),
                project.name(),
                project.workspace().profile(),
                repositories.get("build"),
                repositories.get("deploy"),
                project.isStudio() ? null : repositories,
                null,
                null);
    }

    /**
     * Describes what became of a project that was deleted.
     *
     * @param policy what {@code drover.project.on-deletion} says
     */
    public Outcome deleted(Exchange exchange, ProjectDeleted project, String policy) {
        Map<String, String> repositories = repositories(project.domainId(), project.projectId());
        return new Outcome(
                Runs.of(exchange).map(Run::id).orElse(null),
                Runs.of(exchange).map(Run::flow).orElse(exchange.getFromRouteId()),
                project.subject(),
                null,
                null,
                repositories.get("build"),
                repositories.get("deploy"),
                StackProject.isHome(project.domainId()) ? repositories : null,
                policy,
                null);
    }

    private Map<String, String> repositories(String domainId, String projectId) {
        return ledger.repositories(domainId, projectId).stream()
                .collect(Collectors.toMap(RepositoryOrigin::role, RepositoryOrigin::repository, (one, other) -> other));
    }

    /** Describes the failure that the exchange has caught. */
    public Outcome failed(Exchange exchange) {
        Optional<Run> run = Runs.of(exchange);
        return new Outcome(
                run.map(Run::id).orElse(null),
                run.map(Run::flow).orElse(exchange.getFromRouteId()),
                run.map(Run::subject).orElse(null),
                null,
                null,
                null,
                null,
                null,
                null,
                reason(exchange));
    }

    /** Closes the run and puts a {@link Label} on the message, which carries it to the dead letters as attributes. */
    public void park(Exchange exchange) {
        String reason = reason(exchange);
        runs.park(exchange, reason);
        Message message = exchange.getMessage();
        message.removeHeader("ApproximateReceiveCount");
        message.removeHeader("SentTimestamp");
        label(exchange, reason)
                .attributes(message.getBody() == null ? "" : message.getBody(String.class))
                .forEach(message::setHeader);
        log.atWarn()
                .addKeyValue("flow", exchange.getFromRouteId())
                .addKeyValue("run", Runs.of(exchange).map(Run::id).orElse("none"))
                .log("Parked in the dead letters: {}", reason);
    }

    /** Closes the run of what is gone. */
    public void stop(Exchange exchange) {
        String reason = reason(exchange);
        runs.stop(exchange, reason);
        log.atInfo()
                .addKeyValue("run", Runs.of(exchange).map(Run::id).orElse("none"))
                .log("Stopped: {}", reason);
    }

    /** Says that work without an event failed; it comes again by itself. */
    public void background(Exchange exchange) {
        log.atWarn()
                .addKeyValue("flow", exchange.getFromRouteId())
                .log("{} failed and is tried again at its next time: {}", exchange.getFromRouteId(), reason(exchange));
    }

    private static Label label(Exchange exchange, String reason) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Optional<Run> run = Runs.of(exchange);
        return new Label(
                reason,
                Reasons.advice(caught, run.isPresent()),
                exchange.getFromRouteId(),
                run.map(Run::id).orElse(null),
                exchange.getFromEndpoint() instanceof Sqs2Endpoint feed
                        ? feed.getConfiguration().getQueueUrl()
                        : null);
    }

    static String reason(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return Reasons.cut(Reasons.of(caught), LONGEST_REASON);
    }
}
