package io.drover;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The keys in {@code application.properties}, the one place where settings are listed. */
final class SettingsKeys {
    private SettingsKeys() {}

    static Properties defaults() {
        return Settings.defaults();
    }

    /** Drover's own keys, sorted. */
    static Set<String> all() {
        return defaults().stringPropertyNames().stream()
                .filter(key -> key.startsWith("drover."))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
