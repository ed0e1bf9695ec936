package io.drover.camel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Suspends a route at once: nothing new is received, and what is being worked on goes on. Camel's own way waits for the latter, which may
 * take hours, and gives up after the shutdown timeout in such a way that a feed that is resumed receives nothing more.
 */
public final class SuspensionAtOnce extends DefaultShutdownStrategy {
    /**
     * @param before what has been set there holds for stopping
     */
    public SuspensionAtOnce(CamelContext camel, ShutdownStrategy before) {
        super(camel);
        setTimeout(before.getTimeout());
        setTimeUnit(before.getTimeUnit());
        setLogInflightExchangesOnTimeout(before.isLogInflightExchangesOnTimeout());
    }

    @Override
    public void suspend(CamelContext camel, List<RouteStartupOrder> routes, long timeout, TimeUnit unit) {
        routes.forEach(route -> ServiceHelper.suspendService(route.getInput()));
    }
}
