package io.drover.route;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The beans that routes may name.
 *
 * @param types the class of each, by its name
 */
public record BoundBeans(Map<String, Class<?>> types) {
    boolean has(String name) {
        return types.containsKey(name);
    }

    /** What is wrong with a name that is not bound. */
    String missing(String name) {
        return "no bean '%s': take one of %s, or make it under 'beans:' in one of your files"
                .formatted(name, types.keySet().stream().sorted().toList());
    }

    /**
     * What hinders a route from calling the method.
     *
     * @param method may have parameters: <code>ensure(${body})</code>
     */
    Optional<String> problem(String name, String method) {
        Class<?> type = types.get(name);
        if (type == null) {
            return Optional.of(missing(name));
        }
        String plain = method.replaceFirst("\\(.*", "");
        if (plain.isEmpty()) {
            return Optional.of("say which 'method' of bean '%s' is to be called".formatted(name));
        }
        boolean there = Arrays.stream(type.getMethods())
                .anyMatch(candidate -> candidate.getName().equals(plain));
        return there
                ? Optional.empty()
                : Optional.of("bean '%s' (%s) has no public method '%s': see the table of beans in docs/routes.md"
                        .formatted(name, type.getSimpleName(), plain));
    }
}
