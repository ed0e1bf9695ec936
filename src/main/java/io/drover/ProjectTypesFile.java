package io.drover;

import io.drover.route.RouteFile;
import io.drover.route.RouteFinding;
import io.drover.type.ProjectTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A registry of project types: the one in the JAR, or a file of the operator's.
 *
 * @param findings what is wrong, with file and line; empty when all is right
 */
record ProjectTypesFile(ProjectTypes types, List<RouteFinding> findings) {
    static final String KEY = "drover.project-types";

    private static final String PACKAGED = "project-types.yaml";

    /** The types in the JAR, and those of the file if one is named. */
    static ProjectTypes all(String file) {
        ProjectTypes packaged = packaged();
        if (file.isEmpty()) {
            return packaged;
        }
        Path path = new FilePattern(file)
                .files().stream()
                        .findFirst()
                        .orElseThrow(
                                () -> new SettingsException(List.of("%s: there is no file %s.".formatted(KEY, file))));
        ProjectTypesFile own = of(RouteSource.of(path).file(), packaged);
        if (!own.findings().isEmpty()) {
            throw new SettingsException(List.of(own.findings().stream()
                    .map(RouteFinding::toString)
                    .collect(Collectors.joining("\n", "the file of " + KEY + " has errors:\n", ""))));
        }
        return packaged.with(own.types());
    }

    private static ProjectTypes packaged() {
        try (InputStream file = Objects.requireNonNull(ProjectTypesFile.class.getResourceAsStream("/" + PACKAGED))) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return of(RouteFile.of("classpath:" + PACKAGED, yaml), ProjectTypes.none())
                    .types();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a file is a registry rather than one of routes, which is a list. */
    static boolean isOne(RouteFile file) {
        return file.content().isObject();
    }

    /** A file of the operator's, whose products and templates may name the types in the JAR, too. */
    static ProjectTypesFile of(RouteFile file) {
        return of(file, packaged());
    }

    private static ProjectTypesFile of(RouteFile file, ProjectTypes others) {
        if (file.unreadable().isPresent()) {
            return new ProjectTypesFile(
                    ProjectTypes.none(), List.of(file.unreadable().get()));
        }
        ProjectTypes.Reading reading =
                ProjectTypes.read(file.content(), others.types().keySet());
        List<RouteFinding> findings = new ArrayList<>();
        reading.problems().forEach(problem -> findings.add(file.error(problem.pointer(), problem.sentence())));
        return new ProjectTypesFile(reading.types(), findings);
    }
}
