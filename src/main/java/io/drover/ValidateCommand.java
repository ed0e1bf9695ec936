package io.drover;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.route.RouteFinding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: would these files of routes run, together with those in the JAR? */
@Command(
        name = "validate",
        description =
                "Check files of routes before they are rolled out, together with those in the JAR that they do not replace. Needs no settings and no network.")
final class ValidateCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "File, folder (all *.camel.yaml in it) or pattern such as 'routes/*.yaml'.")
    private List<String> patterns = List.of();

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    ValidateCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Commands.silenceLog();
        List<Path> files = files();
        List<RouteFinding> findings = RouteChecks.alone()
                .findings(sources(files).stream().map(RouteSource::file).toList());
        long errors = findings.stream().filter(RouteFinding::isError).count();
        if (json) {
            out.println(Beans.BOARD_JSON.writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            findings.forEach(out::println);
            out.println(
                    errors == 0
                            ? "%d files can run.".formatted(files.size())
                            : "%d errors. See README.md, section \"Change a flow\".".formatted(errors));
        }
        return errors == 0 ? 0 : 1;
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String pattern : patterns) {
            List<Path> found = new FilePattern(pattern).files();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("No file matches %s.".formatted(pattern));
            }
            files.addAll(found);
        }
        return files;
    }

    /** As they would be with these files in {@code drover.routes}. */
    private static List<RouteSource> sources(List<Path> files) {
        try {
            return RouteFiles.overlay(RouteFiles.packaged(), files).stream()
                    .map(RouteSource::read)
                    .toList();
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
