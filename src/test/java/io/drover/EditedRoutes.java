package io.drover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;

/** A folder with routes that a test edits while Drover runs. */
final class EditedRoutes {
    static final String FLOW = "project-created.camel.yaml";

    private final Path folder;

    private EditedRoutes(Path folder) {
        this.folder = folder;
    }

    /** To begin with, it has the flow alone. */
    static EditedRoutes in(Path folder) {
        var routes = new EditedRoutes(folder);
        routes.write(FLOW, flow());
        return routes;
    }

    Map<String, String> settings() {
        return Map.of("DROVER_ROUTES", "file:" + folder + "/*.camel.yaml", "DROVER_ROUTES_RELOAD", "true");
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the flow alone, as it was to begin with. */
    void reset() {
        write(FLOW, flow());
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, file -> !file.endsWith(FLOW))) {
            for (Path file : others) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is shipped, but for short polls: a poll outlives its route, and hides the messages that it gets. */
    static String flow() {
        return packaged(FLOW).replace("waitTimeSeconds: 20", "waitTimeSeconds: 1");
    }

    static String packaged(String name) {
        return RouteSource.read("classpath:routes/" + name).text();
    }

    /** Does at once what Drover does within two of its intervals. */
    static RouteReload lookedAt(CamelContext camel) {
        RouteReload reload = camel.getRegistry().lookupByNameAndType("routeReload", RouteReload.class);
        reload.look();
        reload.look();
        return reload;
    }
}
