package io.drover;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.MainConfigurationProperties;

/**
 * The files of routes that run: those of {@code camel.main.routes-include-pattern}, of which each gives way to a file of the same name in
 * {@code drover.routes}, and what {@code drover.routes} adds. Without {@code drover.routes} Camel's key alone decides.
 */
final class RouteFiles implements CamelConfiguration {
    static final String KEY = "drover.routes";

    private static final String CAMELS_KEY = "camel.main.routes-include-pattern";

    private final MainConfigurationProperties main;
    private List<String> packaged = List.of();
    private List<FilePattern> patterns = List.of();

    RouteFiles(MainConfigurationProperties main) {
        this.main = main;
    }

    /** Those in the JAR, as Camel names them. */
    static List<String> packaged() {
        return list(Settings.defaults().getProperty(CAMELS_KEY));
    }

    private static List<String> list(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** Tells Camel which files there are, before it reads them. */
    @Override
    public void configure(CamelContext camel) {
        patterns = list(camel.getPropertiesComponent().resolveProperty(KEY).orElse("")).stream()
                .map(FilePattern::new)
                .toList();
        if (!patterns.isEmpty()) {
            packaged = list(String.valueOf(main.getRoutesIncludePattern()));
            main.setRoutesIncludePattern(String.join(",", locations()));
        }
    }

    /** Whether {@code drover.routes} names any. */
    boolean areEdited() {
        return !patterns.isEmpty();
    }

    /**
     * As they are now.
     *
     * @throws SettingsException when a pattern matches none, two have the same name, or one cannot be read
     */
    List<RouteSource> read() {
        return locations().stream().map(RouteSource::read).toList();
    }

    private List<String> locations() {
        List<Path> files = new ArrayList<>();
        for (FilePattern pattern : patterns) {
            List<Path> found = pattern.files();
            if (found.isEmpty()) {
                throw new SettingsException(
                        "%s: no file matches %s: correct it, or put your files there (java -jar drover.jar export-routes writes those to begin with)."
                                .formatted(KEY, pattern.text()));
            }
            files.addAll(found);
        }
        return overlay(packaged, files);
    }

    /**
     * @param locations as Camel names them
     * @param files each takes the place of the location with its name, or comes last
     * @throws SettingsException when two files have the same name
     */
    static List<String> overlay(List<String> locations, List<Path> files) {
        Map<String, String> byName = new LinkedHashMap<>();
        locations.forEach(location -> byName.put(RouteSource.name(location), location));
        Map<String, Path> own = new LinkedHashMap<>();
        for (Path file : files) {
            String name = RouteSource.name(file.toString());
            Path other = own.putIfAbsent(name, file);
            if (other != null && !other.toAbsolutePath().equals(file.toAbsolutePath())) {
                throw new SettingsException("%s and %s have the same name: only one of them can take a file's place."
                        .formatted(other, file));
            }
            byName.put(name, RouteSource.location(file));
        }
        return List.copyOf(byName.values());
    }
}
