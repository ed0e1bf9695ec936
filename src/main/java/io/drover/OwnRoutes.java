package io.drover;

import io.drover.route.RouteCheck;
import io.drover.route.RouteFinding;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the files of {@code drover.routes} when Drover starts and, if that is wanted, whenever they change. Comes after {@link Beans}. */
final class OwnRoutes implements CamelConfiguration {
    private static final Logger log = LoggerFactory.getLogger(OwnRoutes.class);
    private static final String RELOAD = "drover.routes-reload";

    private final RouteFiles files;
    private final Clock clock;

    OwnRoutes(RouteFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * @throws SettingsException with a line for each fault in the files
     */
    @Override
    public void configure(CamelContext camel) throws Exception {
        boolean reload = Settings.isOn(camel, RELOAD);
        if (!files.areEdited()) {
            if (reload) {
                throw new SettingsException("%s is true, but %s names no file: say which, or turn it off."
                        .formatted(RELOAD, RouteFiles.KEY));
            }
            return;
        }
        RouteCheck check = RouteChecks.of(camel);
        List<RouteSource> sources = files.read();
        List<RouteFinding> findings =
                check.findings(sources.stream().map(RouteSource::file).toList());
        findings.stream().filter(finding -> !finding.isError()).forEach(hint -> log.atInfo().log("{}", hint));
        if (findings.stream().anyMatch(RouteFinding::isError)) {
            throw new SettingsException(errors(findings));
        }
        if (reload) {
            var reloading = new RouteReload(camel, files::read, check, sources, clock);
            camel.getRegistry().bind("routeReload", reloading);
            camel.addStartupListener(new Once(started -> watch(started, reloading)));
        }
    }

    private static void watch(CamelContext camel, RouteReload reloading) {
        ScheduledExecutorService timer =
                camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(reloading, "routes");
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                reloading::look,
                RouteReload.INTERVAL.toMillis(),
                RouteReload.INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    static String errors(List<RouteFinding> findings) {
        return findings.stream()
                .filter(RouteFinding::isError)
                .map(RouteFinding::toString)
                .collect(Collectors.joining("\n", "the files of " + RouteFiles.KEY + " have errors:\n", ""));
    }
}
