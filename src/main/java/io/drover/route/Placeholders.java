package io.drover.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that routes may name, with their defaults.
 *
 * @param defaults what has none of its own stands as {@code 1}, which is right for texts, numbers and times
 */
public record Placeholders(Map<String, String> defaults) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([^{}:]+)(:[^{}]*)?}}");

    /** Asked for when Drover runs. Source: https://camel.apache.org/manual/using-propertyplaceholder.html */
    private static final Set<String> FUNCTIONS =
            Set.of("env", "sys", "service", "service.name", "service.host", "service.port", "bean", "aws");

    private static final String OURS = "drover.";

    /**
     * @param properties Drover's settings
     * @param derived keys that Drover makes of them
     */
    public static Placeholders of(Properties properties, List<String> derived) {
        Map<String, String> defaults = new HashMap<>();
        derived.forEach(key -> defaults.put(key, "1"));
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip();
            defaults.put(key, value.isEmpty() ? "1" : value);
        }
        return new Placeholders(Map.copyOf(defaults));
    }

    /** Keys in a text that cannot be Drover's. */
    List<String> unknown(String text) {
        return keys(text, found -> key(found).startsWith(OURS));
    }

    /** Keys in a text that somebody has to set where Drover runs. */
    List<String> foreign(String text) {
        return keys(
                text, found -> !key(found).startsWith(OURS) && found.group(1).isEmpty() && found.group(3) == null);
    }

    private List<String> keys(String text, Predicate<MatchResult> wanted) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .filter(found -> !FUNCTIONS.contains(key(found)) && !defaults.containsKey(key(found)))
                .filter(wanted)
                .map(Placeholders::key)
                .toList();
    }

    private static String key(MatchResult found) {
        return found.group(2).strip();
    }

    String resolve(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(defaults.getOrDefault(
                        key(found),
                        found.group(3) == null || FUNCTIONS.contains(key(found))
                                ? "1"
                                : found.group(3).substring(1))));
    }
}
