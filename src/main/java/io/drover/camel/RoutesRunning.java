package io.drover.camel;

import io.drover.health.Condition;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;

/** Whether every route runs that is started with Drover; one that somebody has suspended or stopped is named. */
public final class RoutesRunning {
    private static final Set<ServiceStatus> IDLE =
            Set.of(ServiceStatus.Suspending, ServiceStatus.Suspended, ServiceStatus.Stopping, ServiceStatus.Stopped);

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

    /** Whether the routes that receive from the queue with this URL have all been suspended or stopped. */
    public boolean rests(String queueUrl) {
        List<Route> feeds = camel.getRoutes().stream()
                .filter(route -> route.getEndpoint() instanceof Sqs2Endpoint feed
                        && queueUrl.equals(feed.getConfiguration().getQueueUrl()))
                .toList();
        return !feeds.isEmpty() && feeds.stream().allMatch(route -> IDLE.contains(status(route.getRouteId())));
    }

    private ServiceStatus status(String route) {
        return camel.getRouteController().getRouteStatus(route);
    }
}
