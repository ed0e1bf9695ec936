package io.drover.camel;

import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.StepCompletedEvent;
import org.apache.camel.spi.CamelEvent.StepEvent;
import org.apache.camel.spi.CamelEvent.StepFailedEvent;
import org.apache.camel.spi.CamelEvent.StepStartedEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the route's steps into the ledger and the log as they happen, those that a user added in YAML too. */
public final class StepTimeline extends EventNotifierSupport {
    private static final Logger log = LoggerFactory.getLogger(StepTimeline.class);

    private final Ledger ledger;
    private final RunMetrics metrics;
    private final Clock clock;

    public StepTimeline(Ledger ledger, RunMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
        setIgnoreCamelContextEvents(true);
        setIgnoreExchangeEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof StepEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof StepEvent step) {
            Runs.of(step.getExchange()).ifPresent(run -> tryToRecord(step, run));
        }
    }

    /** The timeline is for people: without the ledger the step itself says, before it begins, that it cannot. */
    private void tryToRecord(StepEvent event, Run run) {
        try {
            record(event, run);
        } catch (RuntimeException e) {
            log.atDebug().setCause(e).log("The ledger did not record step {} of {}", event.getStepId(), run.subject());
        }
    }

    private void record(StepEvent event, Run run) {
        Exchange exchange = event.getExchange();
        String step = event.getStepId();
        String title = title(exchange, step);
        if (event instanceof StepStartedEvent) {
            exchange.setProperty(startedProperty(step), clock.millis());
            ledger.stepStarted(run.id(), step, title);
        } else if (event instanceof StepCompletedEvent
                && !exchange.getExchangeExtension().isFailureHandled()) {
            Duration took = took(exchange, step);
            metrics.step(run.flow(), step, true, took);
            ledger.stepEnded(run.id(), step, null);
            logEnd(run, "✓ " + title, took);
        } else if (event instanceof StepFailedEvent || event instanceof StepCompletedEvent) {
            // To Camel, a step whose failure was handled is complete.
            Throwable problem = Optional.ofNullable((Throwable) exchange.getException())
                    .orElseGet(() -> exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
            String reason = Reasons.of(problem);
            Duration took = took(exchange, step);
            metrics.step(run.flow(), step, false, took);
            ledger.stepEnded(run.id(), step, reason);
            logEnd(run, "✕ " + title + ": " + reason, took);
        }
    }

    private static void logEnd(Run run, String what, Duration took) {
        log.atInfo().addKeyValue("run", run.id()).log("{}: {} ({} ms)", run.subject(), what, took.toMillis());
    }

    private Duration took(Exchange exchange, String step) {
        Long started = exchange.getProperty(startedProperty(step), Long.class);
        return started == null ? Duration.ZERO : Duration.ofMillis(clock.millis() - started);
    }

    private static String startedProperty(String step) {
        return "droverStepStarted." + step;
    }

    private static String title(Exchange exchange, String step) {
        ProcessorDefinition<?> definition = ((ModelCamelContext) exchange.getContext()).getProcessorDefinition(step);
        return definition == null || definition.getDescriptionText() == null ? step : definition.getDescriptionText();
    }
}
