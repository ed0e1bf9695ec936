package io.drover.infra;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One of Drover's settings.
 *
 * @param key {@code drover.queue.project-events}
 * @param standard its default, empty when it has none
 */
record Setting(String key, String standard) {
    private static final Pattern REQUIRED = Pattern.compile("(?m)^\\| `drover[a-z.-]+` \\| `([A-Z_]+)` \\| – \\|");

    /** Those in {@code application.properties}. */
    static List<Setting> all() {
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            var properties = new Properties();
            properties.load(file);
            return properties.stringPropertyNames().stream()
                    .filter(key -> key.startsWith("drover."))
                    .sorted()
                    .map(key -> new Setting(key, properties.getProperty(key)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables without which Drover does not start, as README.md tells. */
    static List<String> requiredVariables() {
        try {
            return REQUIRED.matcher(Files.readString(Path.of("README.md")))
                    .results()
                    .map(row -> row.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every variable that Drover, the AWS SDK or Camel knows. */
    static boolean isKnown(String variable) {
        return variable.startsWith("AWS_")
                || variable.startsWith("CAMEL_")
                || all().stream().anyMatch(setting -> setting.variable().equals(variable));
    }

    /**
     * The setting that a parameter or an output of a template is the value of.
     *
     * @param name {@code QueueProjectEvents}: the key without {@code drover.}, each word with a capital
     */
    static Optional<Setting> called(String name) {
        return all().stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    /** {@code QueueProjectEvents}. */
    String name() {
        return Arrays.stream(key.substring("drover.".length()).split("[.-]", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** {@code DROVER_QUEUE_PROJECT_EVENTS}. */
    String variable() {
        return key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
