package io.drover.type;

import io.drover.route.RouteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/** The registry in the JAR. */
public final class PackagedTypes {
    private PackagedTypes() {}

    public static ProjectTypes read() {
        try (InputStream file = Objects.requireNonNull(ProjectTypes.class.getResourceAsStream("/project-types.yaml"))) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8)).types();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A registry as YAML. */
    public static ProjectTypes.Reading of(String yaml) {
        return ProjectTypes.read(RouteFile.of("types.yaml", yaml).content(), Set.of());
    }
}
