package io.drover;

import io.drover.camel.BoardGate;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Drover as a process: {@code java -jar drover.jar}. */
public final class Drover {
    /** {@code EX_CONFIG} of sysexits.h: something was found in an unconfigured or misconfigured state. */
    static final int MISCONFIGURED = 78;

    /** The only setting that is nothing but an environment variable: what reads the others logs already. */
    private static final String LOG_FORMAT = "DROVER_LOG_FORMAT";

    private Drover() {}

    public static void main(String[] arguments) {
        // Else Java 24 and newer warn of Netty, among JSON lines too: https://openjdk.org/jeps/498
        System.setProperty("io.netty.noUnsafe", System.getProperty("io.netty.noUnsafe", "true"));
        int code = run(arguments, System.out, System.err);
        // Threads of libraries must not keep a process alive that failed to start.
        Runtime.getRuntime().exit(code);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        return Commands.commandLine(utf8(out), utf8(err)).execute(arguments);
    }

    /** ✓, ✕ and … also where the terminal's language is not known. */
    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** Runs until it is stopped; answers the exit code. */
    static int serve(PrintStream err) {
        try {
            requireLogFormat(System.getenv(LOG_FORMAT));
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
            Main main = main(Clock.systemUTC());
            main.run();
            return main.getExitCode();
        } catch (Exception e) {
            SettingsException wrong = find(e);
            if (wrong != null) {
                err.println("Drover cannot start: " + wrong.getMessage());
                return MISCONFIGURED;
            }
            log().atError().setCause(e).log("Drover cannot start");
            return 1;
        }
    }

    /** Of a format that there is not, log4j2.properties would make no log at all. */
    private static void requireLogFormat(@Nullable String format) {
        if (format != null && !format.equals("text") && !format.equals("json")) {
            throw new SettingsException("%s must be text or json, not '%s'.".formatted(LOG_FORMAT, format));
        }
    }

    /** Drover as a Camel application, not started. */
    static Main main(Clock clock) {
        var main = new Main();
        main.configure().addConfiguration(new CamelCli());
        main.configure().addConfiguration(new Ports());
        var routes = new RouteFiles(main.configure());
        main.configure().addConfiguration(routes);
        main.configure().addConfiguration(new Beans(clock));
        main.configure().addConfiguration(new OwnRoutes(routes, clock));
        main.addMainListener(new Announcement());
        return main;
    }

    /** The settings that a problem comes from; null for another one. */
    static @Nullable SettingsException find(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException wrong) {
                return wrong;
            }
        }
        return null;
    }

    /** No constant: a command switches logging off before the first one. */
    private static Logger log() {
        return LoggerFactory.getLogger(Drover.class);
    }

    static String version() {
        String version = Drover.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static final class Announcement extends MainListenerSupport {
        /** A pattern that matches no file is no error to Camel; a Drover that does nothing is one. So is a board that anybody may use. */
        @Override
        public void afterStart(BaseMainSupport main) {
            int routes = main.getCamelContext().getRoutesSize();
            if (routes == 0) {
                throw new SettingsException("camel.main.routes-include-pattern matches no route.");
            }
            BoardGate gate = main.getCamelContext().getRegistry().findSingleByType(BoardGate.class);
            gate.problem(main.getCamelContext()).ifPresent(problem -> {
                throw new SettingsException(problem);
            });
            log().atInfo().log("Drover {} is ready: {} routes", version(), routes);
        }
    }
}
