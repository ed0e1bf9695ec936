package io.drover;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The keys that routes may name, with their defaults.
 *
 * @param defaults what has none of its own stands as {@code 1}, which is right for texts, numbers and times
 */
record Placeholders(Map<String, String> defaults) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^{}:]+)(?::[^{}]*)?}}");

    /** Derived in {@link Beans} from drover.template.repository. */
    private static final List<String> DERIVED = List.of("drover.template.owner", "drover.template.name");

    static Placeholders ofDrover() {
        var properties = SettingsKeys.defaults();
        Map<String, String> defaults = properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, key -> {
                    String value = properties.getProperty(key);
                    return value.isBlank() ? "1" : value.strip();
                }));
        DERIVED.forEach(key -> defaults.put(key, "1"));
        return new Placeholders(defaults);
    }

    /** Keys in a text that nobody sets. */
    List<String> unknown(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1).strip())
                .filter(key -> !defaults.containsKey(key))
                .toList();
    }

    String resolve(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        defaults.getOrDefault(found.group(1).strip(), "1")));
    }
}
