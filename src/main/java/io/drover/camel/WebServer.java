package io.drover.camel;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.CamelContextRoutesStartingEvent;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** One of Camel's two HTTP servers, as far as its settings have it served. */
enum WebServer {
    /** The board and what users add beside it. */
    MAIN,
    /** Health, metrics and Jolokia. */
    MANAGEMENT;

    /** Empty when it is switched off, or has not been made yet. */
    Optional<VertxPlatformHttpRouter> find(CamelContext camel) {
        return camel.getRegistry().findByType(VertxPlatformHttpRouter.class).stream()
                .filter(this::is)
                .findFirst();
    }

    /** What is to be added to the server. */
    @FunctionalInterface
    interface Installation {
        void add(VertxPlatformHttpRouter router, CamelContext camel) throws Exception;
    }

    /** Adds it when the server is there and no route has started yet; Camel passes over what goes wrong. */
    EventNotifier installer(Installation installation) {
        return new SimpleEventNotifierSupport() {
            @Override
            public boolean isEnabled(CamelEvent event) {
                return event instanceof CamelContextRoutesStartingEvent;
            }

            @Override
            public void notify(CamelEvent event) throws Exception {
                CamelContext camel = ((CamelContextRoutesStartingEvent) event).getContext();
                Optional<VertxPlatformHttpRouter> router = find(camel);
                if (router.isPresent()) {
                    installation.add(router.get(), camel);
                }
            }
        };
    }

    private boolean is(VertxPlatformHttpRouter router) {
        return this == MAIN ? router.isMainServer() : router.isManagementServer();
    }
}
