package io.drover;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.apache.camel.main.Main;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command line of the JAR. */
@Command(
        name = "java -jar drover.jar",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Commands.Version.class,
        description = {
            "Drover gives ML projects of SageMaker their GitHub repositories, and keeps the two together.",
            "",
            "Without a command it runs until it is stopped (SIGTERM). Settings are environment variables (DROVER_GITHUB_ORGANIZATION, …) or"
                    + " lines of a file named by CAMEL_MAIN_PROPERTY_PLACEHOLDER_LOCATION=file:drover.properties,classpath:application.properties."
                    + " Which there are, and what they mean: README.md, section \"Settings\".",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or something is missing (doctor), wrong (validate) or was not done",
            "2:wrong usage",
            "3:something differs (reconcile --dry-run)",
            "78:a setting is missing or wrong, or a port is taken",
            "143:stopped by SIGTERM"
        })
final class Commands implements Callable<Integer> {
    private static final int WIDTH = 120;

    private final PrintStream out;
    private final PrintStream err;

    private Commands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    static CommandLine commandLine(PrintStream out, PrintStream err) {
        var commands = new Commands(out, err);
        return commandLine(commands, new DeadLettersCommand(commands::withConsole, out, err, Commands::pause));
    }

    /** With dead letters that a test has made. */
    static CommandLine commandLine(DeadLettersCommand deadLetters, PrintStream out, PrintStream err) {
        return commandLine(new Commands(out, err), deadLetters);
    }

    private static CommandLine commandLine(Commands commands, DeadLettersCommand deadLetters) {
        var line = new CommandLine(commands)
                .addSubcommand(deadLetters)
                .addSubcommand(new ValidateCommand(commands.out))
                .addSubcommand(new ExportRoutesCommand(commands.out))
                .setOut(new PrintWriter(commands.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(commands.err, true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((problem, arguments) -> refuse(problem));
        line.setExecutionExceptionHandler((problem, failed, arguments) -> {
            if (problem instanceof IllegalArgumentException wrong) {
                return refuse(new ParameterException(failed, String.valueOf(wrong.getMessage())));
            }
            throw problem;
        });
        return line;
    }

    private static int refuse(ParameterException problem) {
        CommandSpec spec = problem.getCommandLine().getCommandSpec();
        problem.getCommandLine()
                .getErr()
                .println("%s Try: %s --help"
                        .formatted(sentence(String.valueOf(problem.getMessage())), spec.qualifiedName()));
        return spec.exitCodeOnInvalidInput();
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    @Override
    public Integer call() {
        return Drover.serve(err);
    }

    @Command(
            description =
                    "Say which settings, AWS permissions and GitHub permissions are missing, and what to do. Starts nothing and changes nothing.")
    int doctor() {
        silenceLog();
        var doctor = new Doctor(Clock.systemUTC());
        try {
            int code = doctor.examine(new Main());
            out.print(doctor.text());
            return code;
        } catch (RuntimeException e) {
            out.print(doctor.text());
            out.println("The check broke off: " + e);
            return 1;
        }
    }

    @Command(
            description =
                    "Compare one project with what it is to be and, unless it is a dry run, ask the running Drover to mend what differs.")
    int reconcile(
            @Option(
                            names = "--project",
                            required = true,
                            paramLabel = "DOMAIN/PROJECT",
                            description = "Ids of the DataZone domain and project.")
                    String project,
            @Option(names = "--dry-run", description = "Only say what differs.") boolean dryRun) {
        return withGroundwork(groundwork -> {
            groundwork.startComponents();
            return new Reconcile(groundwork, out, Clock.systemUTC()).run(project, dryRun);
        });
    }

    private int withConsole(ToIntFunction<Console> command) {
        return withGroundwork(groundwork -> command.applyAsInt(Console.of(
                groundwork.settings().queues(), groundwork.aws().feeds().rest())));
    }

    private int withGroundwork(ToIntFunction<Groundwork> command) {
        silenceLog();
        try (Groundwork groundwork = Groundwork.lay(new Main())) {
            return command.applyAsInt(groundwork);
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return Drover.MISCONFIGURED;
        }
    }

    /** The output is the answer. To be called before the first logger is made. */
    static void silenceLog() {
        System.setProperty("drover.log.level", "off");
    }

    private static void pause() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS))
                .join();
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Drover " + Drover.version()};
        }
    }
}
