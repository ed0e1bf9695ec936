package io.drover;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys in {@code application.properties}, the one place where settings are listed. */
final class SettingsKeys {
    private SettingsKeys() {}

    static Properties defaults() {
        try (InputStream file = SettingsKeys.class.getResourceAsStream("/application.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drover's own keys, sorted. */
    static Set<String> all() {
        return defaults().stringPropertyNames().stream()
                .filter(key -> key.startsWith("drover."))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
