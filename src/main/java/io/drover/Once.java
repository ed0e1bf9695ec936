package io.drover;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;

/** Does something when Camel has started, and never again: Camel calls its listeners whenever it starts a route. */
final class Once implements StartupListener {
    private final Consumer<CamelContext> work;
    private final AtomicBoolean done = new AtomicBoolean();

    Once(Consumer<CamelContext> work) {
        this.work = work;
    }

    @Override
    public void onCamelContextStarted(CamelContext camel, boolean alreadyStarted) {
        if (done.compareAndSet(false, true)) {
            work.accept(camel);
        }
    }
}
