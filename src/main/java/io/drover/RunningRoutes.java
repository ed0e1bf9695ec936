package io.drover;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** The routes in a started Camel, by the file that each comes from. */
final class RunningRoutes {
    private final CamelContext camel;

    RunningRoutes(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * Stops routes and starts others in their place. What is being worked on ends first, within Camel's shutdown timeout; then it fails, and its
     * message comes again. Callers of a {@code direct:} route wait until it is there again.
     *
     * @param gone all routes of these files are stopped
     * @throws Exception when Camel refuses a route; some may run then, others not
     */
    void replace(List<RouteSource> gone, List<RouteSource> come) throws Exception {
        Set<String> locations = gone.stream().map(RouteSource::location).collect(Collectors.toSet());
        for (Route route : inOrderOfStopping(locations)) {
            camel.getRouteController().stopRoute(route.getRouteId());
            camel.removeRoute(route.getRouteId());
        }
        // Of a route that was refused the definition is left.
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
            if (isOf(route.getResource(), locations)) {
                model.removeRouteDefinition(route);
            }
        }
        for (RouteConfigurationDefinition configuration : List.copyOf(model.getRouteConfigurationDefinitions())) {
            if (isOf(configuration.getResource(), locations)) {
                model.removeRouteConfiguration(configuration);
            }
        }
        PluginHelper.getRoutesLoader(camel)
                .updateRoutes(come.stream().map(RouteSource::resource).toList());
    }

    /** Those that are called come last, since work under way needs them. */
    private List<Route> inOrderOfStopping(Set<String> locations) {
        List<Route> routes = new ArrayList<>(camel.getRoutes());
        routes.removeIf(route -> !isOf(route.getSourceResource(), locations));
        routes.sort(Comparator.comparing(
                route -> route.getEndpoint().getEndpointBaseUri().startsWith("direct:")));
        return routes;
    }

    private static boolean isOf(@Nullable Resource resource, Set<String> locations) {
        return resource != null && locations.contains(resource.getLocation());
    }
}
