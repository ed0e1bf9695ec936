package io.drover;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export-routes}: the files in the JAR, as a beginning for one's own. */
@Command(
        name = "export-routes",
        description = "Write the routes in the JAR into a folder, as they are, to be edited there.")
final class ExportRoutesCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(paramLabel = "DIR", description = "Is made when it is not there.")
    private Path folder = Path.of(".");

    @Option(names = "--force", description = "Write over files that are there.")
    private boolean force;

    ExportRoutesCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Commands.silenceLog();
        List<RouteSource> routes =
                RouteFiles.packaged().stream().map(RouteSource::read).toList();
        List<Path> there =
                routes.stream().map(this::target).filter(Files::exists).toList();
        if (!there.isEmpty() && !force) {
            throw new IllegalArgumentException(
                    "%s is there already: name another folder, or write over it with --force.".formatted(there.get(0)));
        }
        Files.createDirectories(folder);
        for (RouteSource route : routes) {
            Files.writeString(target(route), route.text());
        }
        out.println("""
                %d files are in %s. Edit those that you want to change and delete the others, which then come from the JAR. Next:
                java -jar drover.jar validate %s
                DROVER_ROUTES='file:%s/*.camel.yaml' java -jar drover.jar""".formatted(
                        routes.size(), folder, folder, folder.toAbsolutePath().normalize()));
        return 0;
    }

    private Path target(RouteSource route) {
        return folder.resolve(RouteSource.name(route.location()));
    }
}
