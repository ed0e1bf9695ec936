package io.drover;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.route.RouteFile;
import io.drover.route.RouteFinding;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code validate}: would these files of routes run, together with those in the JAR, and can these project types be used? */
@Command(
        name = "validate",
        description =
                "Check files of routes and of project types before they are rolled out, together with what is in the JAR and not replaced by them. Needs no settings and no network.")
final class ValidateCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "File, folder (all *.camel.yaml in it) or pattern such as 'routes/*.yaml'. One whose YAML is a mapping is of project types.")
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
        List<RouteFinding> findings = findings(files);
        long errors = findings.stream().filter(RouteFinding::isError).count();
        if (json) {
            out.println(Beans.BOARD_JSON.writerWithDefaultPrettyPrinter().writeValueAsString(findings));
        } else {
            findings.forEach(out::println);
            out.println(
                    errors == 0
                            ? "%d files are right.".formatted(files.size())
                            : "%d errors. See docs/routes.md, or for project types docs/project-types.md."
                                    .formatted(errors));
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

    /** Of routes as they would be with these files in {@code drover.routes}, then of each file of project types. */
    private static List<RouteFinding> findings(List<Path> files) {
        try {
            List<Path> routes = new ArrayList<>();
            List<RouteFinding> ofTypes = new ArrayList<>();
            for (Path path : files) {
                RouteFile file = RouteSource.of(path).file();
                if (ProjectTypesFile.isOne(file)) {
                    ofTypes.addAll(ProjectTypesFile.of(file).findings());
                } else {
                    routes.add(path);
                }
            }
            List<RouteFinding> findings = new ArrayList<>(RouteChecks.alone()
                    .findings(RouteFiles.overlay(RouteFiles.packaged(), routes).stream()
                            .map(source -> RouteSource.read(source).file())
                            .toList()));
            findings.addAll(ofTypes);
            return findings;
        } catch (SettingsException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
