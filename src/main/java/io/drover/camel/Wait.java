package io.drover.camel;

import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all waits of routes do: show in the ledger and the log what is waited for, and mind a deadline that survives restarts. */
final class Wait {
    private static final Logger log = LoggerFactory.getLogger(Wait.class);

    private static final String NOTED = "droverNoted";

    private final Ledger ledger;
    private final Duration deadline;
    private final Clock clock;

    /**
     * @param deadline counted from the run's first start
     */
    Wait(Ledger ledger, Duration deadline, Clock clock) {
        this.ledger = ledger;
        this.deadline = deadline;
        this.clock = clock;
    }

    Duration deadline() {
        return deadline;
    }

    /** Whether the deadline has passed; counted from the exchange's creation where a route claims no run. */
    boolean isOver(Exchange exchange) {
        Instant started = Runs.of(exchange)
                .map(Run::startedAt)
                .orElseGet(() -> Instant.ofEpochMilli(exchange.getClock().getCreated()));
        return clock.instant().isAfter(started.plus(deadline));
    }

    /**
     * Notes what is waited for, each explanation once: a run may wait for days.
     *
     * @throws io.drover.failure.Obsolete when the run was asked to stop
     * @throws ClaimLost when another worker may have taken it up
     */
    void note(Exchange exchange, String explanation) {
        Runs.requireHeld(ledger, exchange);
        if (!explanation.equals(exchange.getProperty(NOTED, String.class))) {
            Runs.of(exchange).ifPresent(run -> {
                ledger.note(run.id(), explanation);
                log.atInfo().addKeyValue("run", run.id()).log("{}: {}", run.subject(), explanation);
            });
            exchange.setProperty(NOTED, explanation);
        }
    }

    /** Nothing is waited for any more. */
    void end(Exchange exchange) {
        exchange.removeProperty(NOTED);
        Runs.of(exchange).ifPresent(run -> ledger.note(run.id(), null));
    }
}
