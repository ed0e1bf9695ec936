package io.drover;

import io.drover.failure.Foreign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;

/**
 * What a single command works on: settings and AWS clients, read where the service reads them, in a Camel of which no route has been started.
 * The service may be running beside it: no port is opened, and the ledger is not touched.
 */
final class Groundwork implements AutoCloseable {
    private final Main main;
    private final Reading reading;
    private final RouteFiles routes;

    private Groundwork(Main main, Reading reading, RouteFiles routes) {
        this.main = main;
        this.reading = reading;
        this.routes = routes;
    }

    /**
     * @param main Camel, not configured
     * @throws SettingsException that tells every setting that is missing or wrong, or why the routes cannot be read
     */
    static Groundwork lay(Main main) {
        var groundwork = new Groundwork(main, new Reading(), new RouteFiles(main.configure()));
        main.configure().addConfiguration(groundwork.reading);
        main.configure().addConfiguration(groundwork.routes);
        List.of("camel.server.enabled", "camel.management.enabled", "camel.metrics.enabled")
                .forEach(key -> main.addOverrideProperty(key, "false"));
        try {
            main.init();
            return groundwork;
        } catch (Exception e) {
            groundwork.close();
            SettingsException wrong = Drover.find(e);
            throw wrong == null ? new SettingsException(unreadable(e)) : wrong;
        }
    }

    private static String unreadable(Exception problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return "The routes cannot be read: %s. Correct that file, or camel.main.routes-include-pattern."
                .formatted(Foreign.oneLine(cause.getClass().getSimpleName() + ": " + cause.getMessage()));
    }

    Settings settings() {
        return reading.settings.join();
    }

    AwsClients aws() {
        return reading.aws.join();
    }

    RouteFiles routes() {
        return routes;
    }

    CamelContext camel() {
        return main.getCamelContext();
    }

    /** Makes Camel's components usable; from here on the model has no route any more. */
    void startComponents() {
        Model model = camel().getCamelContextExtension().getContextPlugin(Model.class);
        try {
            model.removeRouteDefinitions(new ArrayList<>(model.getRouteDefinitions()));
        } catch (Exception e) {
            throw new IllegalStateException("Routes that have not been started cannot be removed", e);
        }
        CamelCli.forbid(camel());
        camel().start();
    }

    @Override
    public void close() {
        if (camel() != null) {
            camel().stop();
        }
        if (reading.aws.isDone()) {
            reading.aws.join().close();
        }
    }

    /** Reads the settings where the service does: after Camel has gathered them, before it reads the routes. */
    private static final class Reading implements CamelConfiguration {
        private final CompletableFuture<Settings> settings = new CompletableFuture<>();
        private final CompletableFuture<AwsClients> aws = new CompletableFuture<>();

        @Override
        public void configure(CamelContext camel) {
            Function<String, Optional<String>> lookup =
                    key -> camel.getPropertiesComponent().resolveProperty(key);
            List<String> problems = new ArrayList<>();
            attempt(() -> settings.complete(Settings.read(lookup)), problems);
            attempt(() -> aws.complete(AwsClients.create()), problems);
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
            aws.join().bindTo(camel.getRegistry());
        }

        private static void attempt(Runnable reading, List<String> problems) {
            try {
                reading.run();
            } catch (SettingsException e) {
                problems.addAll(e.problems());
            }
        }
    }
}
