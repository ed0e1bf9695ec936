package io.drover.camel;

import io.drover.health.Condition;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;

/** Whether every route runs that is started with Drover; one that somebody has suspended or stopped is named. */
public final class RoutesRunning {
    private final CamelContext camel;

    public RoutesRunning(CamelContext camel) {
        this.camel = camel;
    }

    /** Answers at once. */
    public Condition condition() {
        List<String> idle = camel.getRoutes().stream()
                .filter(Route::isAutoStartup)
                .map(Route::getRouteId)
                .filter(route -> status(route) != ServiceStatus.Started)
                .map(route -> "%s is %s".formatted(route, status(route)))
                .sorted()
                .toList();
        return idle.isEmpty()
                ? Condition.up("%d routes run.".formatted(camel.getRoutesSize()))
                : Condition.down("%s: start it again over JMX, or restart Drover.".formatted(String.join(", ", idle)));
    }

    private ServiceStatus status(String route) {
        return camel.getRouteController().getRouteStatus(route);
    }
}
