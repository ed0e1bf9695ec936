package io.drover.camel;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits before a redelivery exactly as long as the other side asked; Drover's own backoff otherwise. Says in log and ledger why. */
public final class AskedPause implements Processor {
    private static final Logger log = LoggerFactory.getLogger(AskedPause.class);

    private final Ledger ledger;

    public AskedPause(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void process(Exchange exchange) {
        Exception problem = exchange.getException();
        if (problem instanceof Permanent) {
            // Camel asks here once more when the failure before this one could pass.
            return;
        }
        Duration pause = problem instanceof RetryLater later ? later.pause() : null;
        if (pause == null) {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        } else {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
        }
        String reason = Reasons.of(problem);
        Runs.of(exchange).ifPresent(run -> ledger.note(run.id(), reason));
        log.atInfo()
                .addKeyValue("run", Runs.of(exchange).map(Run::id).orElse("none"))
                .log("{}: ↻ {}", Runs.of(exchange).map(Run::subject).orElse("message"), reason);
    }
}
