package io.drover.camel;

import io.drover.failure.RetryLater;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Waits before a redelivery exactly as long as the other side asked; Drover's own backoff otherwise. */
public final class AskedPause implements Processor {
    @Override
    public void process(Exchange exchange) {
        Duration pause = exchange.getException() instanceof RetryLater later ? later.pause() : null;
        if (pause == null) {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        } else {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
        }
    }
}
