package io.drover;

import io.drover.route.RouteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A file of routes as it was when it was read.
 *
 * @param location as Camel names it: {@code file:/etc/drover/routes/project-created.camel.yaml}, {@code classpath:routes/…}
 */
record RouteSource(String location, String text) {
    private static final String FILE = "file:";
    private static final String CLASSPATH = "classpath:";

    /**
     * @throws SettingsException when it cannot be read
     */
    static RouteSource read(String location) {
        try {
            return new RouteSource(
                    location,
                    location.startsWith(FILE)
                            ? Files.readString(Path.of(location.substring(FILE.length())))
                            : packaged(location.replaceFirst("^" + CLASSPATH, "")));
        } catch (IOException e) {
            throw new SettingsException("%s cannot be read (%s): see that it is there, is UTF-8, and may be read."
                    .formatted(location, e.getClass().getSimpleName()));
        }
    }

    private static String packaged(String name) throws IOException {
        try (InputStream file = RouteSource.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IOException(name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static RouteSource of(Path file) {
        return read(location(file));
    }

    static String location(Path file) {
        return FILE + file.toAbsolutePath().normalize();
    }

    /** {@code project-created.camel.yaml} */
    static String name(String location) {
        return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
    }

    RouteFile file() {
        return RouteFile.of(location.replaceFirst("^" + FILE, ""), text);
    }

    Resource resource() {
        return ResourceHelper.fromString(location, text);
    }
}
