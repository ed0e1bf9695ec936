package io.drover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A file of routes, read by the YAML library that Camel uses.
 *
 * @param name {@code project-created.camel.yaml}
 */
record RouteFile(String name, JsonNode content) {
    static final String ENDING = ".camel.yaml";

    private static final Path FOLDER = Path.of("src/main/resources/routes");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those that Drover ships, by name. */
    static List<RouteFile> shipped() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(RouteFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RouteFile of(String name, String yaml) {
        Object content = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
        return new RouteFile(name, JSON.valueToTree(content));
    }

    private static RouteFile read(Path file) {
        try {
            return of(file.getFileName().toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Routes, route configurations, and every step in them, from top to bottom. */
    List<RouteNode> nodes() {
        return RouteSchema.CAMEL.nodes(this);
    }

    /** Id of the first route or route configuration, empty when there is none. */
    String firstId() {
        for (JsonNode entry : content) {
            JsonNode id = Stream.of("route", "routeConfiguration")
                    .map(kind -> entry.path(kind).path("id"))
                    .filter(JsonNode::isTextual)
                    .findFirst()
                    .orElse(MissingNode.getInstance());
            if (id.isTextual()) {
                return id.textValue();
            }
        }
        return "";
    }
}
