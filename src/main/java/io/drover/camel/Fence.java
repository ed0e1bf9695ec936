package io.drover.camel;

import io.drover.ledger.Ledger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.StepDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Before every step of a route: whoever lost the claim on its subject, or was asked to stop, does not begin the step. */
public final class Fence implements InterceptStrategy {
    private final Ledger ledger;

    public Fence(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return definition instanceof StepDefinition ? new Guarded(target, ledger) : target;
    }

    private static final class Guarded extends DelegateAsyncProcessor {
        private final Ledger ledger;

        Guarded(Processor step, Ledger ledger) {
            super(step);
            this.ledger = ledger;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                Runs.requireHeld(ledger, exchange);
            } catch (RuntimeException e) {
                exchange.setException(e);
                callback.done(true);
                return true;
            }
            return super.process(exchange, callback);
        }
    }
}
