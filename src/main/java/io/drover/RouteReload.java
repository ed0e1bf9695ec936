package io.drover;

import io.drover.console.RoutesInForce;
import io.drover.failure.Foreign;
import io.drover.health.Condition;
import io.drover.route.RouteCheck;
import io.drover.route.RouteFinding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts edited files of routes into force while Drover runs. A file that is broken, or that Camel refuses, changes nothing: what ran goes on.
 * Safe for use by several threads.
 */
final class RouteReload {
    /** A change counts when the next look finds the same, so a file that is still being written does not. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(RouteReload.class);

    private final CamelContext camel;
    private final RunningRoutes running;
    private final Supplier<List<RouteSource>> files;
    private final RouteCheck check;
    private final Clock clock;

    private List<RouteSource> inForce;
    private List<RouteSource> seen;
    private List<RouteSource> judged;
    private volatile RoutesInForce state;

    /**
     * @param files reads them all as they are now
     * @param inForce what Camel starts with
     */
    RouteReload(
            CamelContext camel,
            Supplier<List<RouteSource>> files,
            RouteCheck check,
            List<RouteSource> inForce,
            Clock clock) {
        this.camel = camel;
        this.running = new RunningRoutes(camel);
        this.files = files;
        this.check = check;
        this.clock = clock;
        this.inForce = inForce;
        this.seen = inForce;
        this.judged = inForce;
        this.state = new RoutesInForce(clock.instant(), null);
    }

    /** What it came to last. */
    RoutesInForce state() {
        return state;
    }

    /** The same for health. */
    Condition condition() {
        RoutesInForce now = state;
        return now.problem() == null
                ? Condition.up("The files are in force.")
                : Condition.degraded("The routes of %s go on, since the files as they are now cannot: %s"
                        .formatted(now.since(), now.problem()));
    }

    /** Looks at the files once; never fails. */
    synchronized void look() {
        if (!camel.getStatus().isStarted()) {
            return;
        }
        List<RouteSource> now;
        try {
            now = files.get();
        } catch (RuntimeException e) {
            // Files that come back as they were are judged anew.
            judged = List.of();
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        if (!now.equals(seen)) {
            seen = now;
        } else if (!now.equals(judged)) {
            judged = now;
            judge(now);
        }
    }

    private void judge(List<RouteSource> next) {
        List<RouteFinding> findings =
                check.findings(next.stream().map(RouteSource::file).toList());
        if (findings.stream().anyMatch(RouteFinding::isError)) {
            refuse(OwnRoutes.errors(findings));
            return;
        }
        Set<RouteSource> gone = new HashSet<>(inForce);
        next.forEach(gone::remove);
        Set<RouteSource> come = new HashSet<>(next);
        inForce.forEach(come::remove);
        if (Stream.concat(gone.stream(), come.stream())
                .anyMatch(source -> source.file().hasRouteConfiguration())) {
            // A route takes its configuration when it is made.
            gone.addAll(inForce);
            come.addAll(next);
        }
        if (gone.isEmpty() && come.isEmpty()) {
            state = new RoutesInForce(state.since(), null);
        } else {
            putInForce(inOrder(inForce, gone), inOrder(next, come), next);
        }
    }

    private static List<RouteSource> inOrder(List<RouteSource> all, Set<RouteSource> some) {
        return all.stream().filter(some::contains).toList();
    }

    private void putInForce(List<RouteSource> gone, List<RouteSource> come, List<RouteSource> next) {
        try {
            running.replace(gone, come);
            inForce = next;
            state = new RoutesInForce(clock.instant(), null);
            log.atInfo().log("Routes are changed: {}", names(gone, come));
        } catch (Exception e) {
            refuse("Camel refused the changed routes (%s): %s. %s"
                    .formatted(names(gone, come), reason(e), restored(gone, come)));
        }
    }

    private String restored(List<RouteSource> before, List<RouteSource> refused) {
        try {
            running.replace(refused, before);
            return "Correct them";
        } catch (Exception e) {
            return "The routes before cannot be started again (%s): restart Drover".formatted(reason(e));
        }
    }

    private void refuse(String why) {
        if (!why.equals(state.problem())) {
            state = new RoutesInForce(state.since(), why);
            log.atError().log("The routes that run stay as they are: {}", why);
        }
    }

    private static String names(List<RouteSource> gone, List<RouteSource> come) {
        return Stream.concat(gone.stream(), come.stream())
                .map(source -> RouteSource.name(source.location()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String reason(Exception problem) {
        List<String> reasons = new ArrayList<>();
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            reasons.add(Foreign.oneLine(String.valueOf(cause.getMessage())));
        }
        return reasons.get(reasons.size() - 1);
    }
}
