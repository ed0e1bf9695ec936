package io.drover.type;

import io.drover.failure.Permanent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a project, by name: {@code project.name}, {@code region}, {@code parameter.GitUser}. A type's texts say {@code {name}}
 * where the value is to stand.
 */
public record Facts(Map<String, String> values) {
    private static final Pattern NAMED = Pattern.compile("\\{([^{}]*)}");

    public Facts {
        values = Map.copyOf(values);
    }

    /** These and more; a later word replaces an earlier one. */
    public Facts and(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Facts(all);
    }

    /**
     * The text with the values in their places.
     *
     * @param where for the failure's text, say {@code type train, repository training, name}
     * @throws Permanent when the project has no such fact
     */
    public String fill(String text, String where) {
        return NAMED.matcher(text).replaceAll(named -> {
            String value = values.get(named.group(1));
            if (value == null) {
                throw new Permanent(
                        "%s wants {%s}, which this project does not have: give the project this parameter, or change the type (drover.project-types)."
                                .formatted(where, named.group(1)));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** As {@link #fill(String, String)}, for each value. */
    public Map<String, String> fill(Map<String, String> texts, String where) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach((name, text) -> filled.put(name, fill(text, where + " " + name)));
        return filled;
    }

    /** Whether all of these have these values. */
    public boolean match(Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(each -> each.getValue().equals(values.get(each.getKey())));
    }

    /** The names that a text asks for. */
    static Set<String> namesIn(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            names.add(named.group(1));
        }
        return names;
    }

    /** Names only: a value may be none of the log's business. */
    @Override
    public String toString() {
        return "Facts" + values.keySet();
    }
}
