package io.drover;

import io.drover.route.RouteFile;
import io.drover.route.RouteFinding;
import io.drover.type.ProjectTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        ProjectTypesFile own = read(path);
        if (!own.findings().isEmpty()) {
            throw new SettingsException(List.of(own.findings().stream()
                    .map(RouteFinding::toString)
                    .collect(Collectors.joining("\n", "the file of " + KEY + " has errors:\n", ""))));
        }
        ProjectTypes all = packaged.with(own.types());
        List<String> unknown = new ArrayList<>(all.products().values());
        unknown.addAll(all.templates().values());
        unknown.removeAll(all.types().keySet());
        if (!unknown.isEmpty()) {
            throw new SettingsException("%s names the type '%s', which is not there: it is one of %s."
                    .formatted(
                            KEY, unknown.get(0), String.join(", ", all.types().keySet())));
        }
        return all;
    }

    static ProjectTypes packaged() {
        try (InputStream file = Objects.requireNonNull(ProjectTypesFile.class.getResourceAsStream("/" + PACKAGED))) {
            return of("classpath:" + PACKAGED, new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .types();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProjectTypesFile read(Path path) {
        try {
            return of(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(path), e);
        }
    }

    /** Whether a file is a registry rather than one of routes, which is a list. */
    static boolean isOne(RouteFile file) {
        return file.content().isObject();
    }

    static ProjectTypesFile of(String location, String yaml) {
        RouteFile file = RouteFile.of(location, yaml);
        if (file.unreadable().isPresent()) {
            return new ProjectTypesFile(
                    ProjectTypes.none(), List.of(file.unreadable().get()));
        }
        ProjectTypes.Reading reading = ProjectTypes.read(file.content());
        List<RouteFinding> findings = new ArrayList<>();
        reading.problems().forEach(problem -> findings.add(file.error(problem.pointer(), problem.sentence())));
        return new ProjectTypesFile(reading.types(), findings);
    }
}
