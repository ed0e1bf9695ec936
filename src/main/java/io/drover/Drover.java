package io.drover;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drover as a process: {@code java -jar drover.jar}. */
public final class Drover {
    /** {@code EX_CONFIG} of sysexits.h: something was found in an unconfigured or misconfigured state. */
    static final int MISCONFIGURED = 78;

    static final int USAGE = 2;

    private static final String HELP = """
            Drover gives ML projects of SageMaker their GitHub repositories, and keeps the two together.

            Usage: java -jar drover.jar [doctor | dead-letters … | --help | --version]

            Without an argument it runs until it is stopped (SIGTERM). doctor starts nothing and changes nothing: it says
            which settings, AWS permissions and GitHub permissions are missing, and what to do. dead-letters shows events that could not
            be worked on, retries and drops them: dead-letters --help. Settings are environment variables (DROVER_GITHUB_ORGANIZATION, …) or lines of a file named by
            CAMEL_MAIN_PROPERTY_PLACEHOLDER_LOCATION=file:drover.properties,classpath:application.properties.
            Which there are, and what they mean: README.md, section "Settings".

            Exit codes: 143 stopped by SIGTERM, 1 failed, or doctor found something missing, 2 wrong usage,
            78 a setting is missing or wrong.
            """;

    private Drover() {}

    public static void main(String[] arguments) {
        int code = run(arguments, System.out, System.err);
        // Threads of libraries must not keep a process alive that failed to start.
        Runtime.getRuntime().exit(code);
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        if (arguments.length == 0) {
            return serve(err);
        }
        switch (arguments[0]) {
            case "--help", "-h" -> out.print(HELP);
            case "doctor" -> {
                return examine(out);
            }
            case "dead-letters" -> {
                return deadLetters(List.of(arguments).subList(1, arguments.length), out, err);
            }
            case "--version" -> out.println("Drover " + version());
            default -> {
                err.println("Unknown option '%s'. Try --help.".formatted(arguments[0]));
                return USAGE;
            }
        }
        return 0;
    }

    private static int examine(PrintStream out) {
        // Before the first logger is made; what libraries have to say is found out in other ways.
        System.setProperty("drover.log.level", "off");
        PrintStream text = utf8(out);
        var doctor = new Doctor(Clock.systemUTC());
        try {
            int code = doctor.examine(new Main());
            text.print(doctor.text());
            return code;
        } catch (Exception e) {
            text.print(doctor.text());
            text.println("The check broke off: " + e);
            return 1;
        }
    }

    private static int deadLetters(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(DeadLettersCommand.HELP);
            return 0;
        }
        DeadLettersRequest request;
        try {
            request = DeadLettersRequest.read(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + " Try dead-letters --help.");
            return USAGE;
        }
        System.setProperty("drover.log.level", "off");
        try (Groundwork groundwork = Groundwork.lay(new Main())) {
            var console = Console.of(
                    groundwork.settings().queues(), groundwork.aws().feeds().client());
            return new DeadLettersCommand(console, utf8(out), utf8(err), Drover::pause).run(request);
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return MISCONFIGURED;
        } catch (RuntimeException e) {
            err.println("The command broke off: " + e);
            return 1;
        }
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                .join();
    }

    /** ✓, ✕ and … also where the terminal's language is not known. */
    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private static int serve(PrintStream err) {
        try {
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

    /** Drover as a Camel application, not started. */
    static Main main(Clock clock) {
        var main = new Main();
        main.configure().addConfiguration(new Beans(clock));
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

    /** No constant: {@link #examine} must come before the first one. */
    private static Logger log() {
        return LoggerFactory.getLogger(Drover.class);
    }

    private static String version() {
        String version = Drover.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static final class Announcement extends MainListenerSupport {
        /** A pattern that matches no file is no error to Camel; a Drover that does nothing is one. */
        @Override
        public void afterStart(BaseMainSupport main) {
            int routes = main.getCamelContext().getRoutesSize();
            if (routes == 0) {
                throw new SettingsException("camel.main.routes-include-pattern matches no route.");
            }
            log().atInfo().log("Drover {} is ready: {} routes", version(), routes);
        }
    }
}
