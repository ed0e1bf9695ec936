package io.drover.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How something that Drover needs was found.
 *
 * @param sentence for the operator: what is the matter and what to do; never a secret
 * @param details further words by their name, in the order in which they were said
 */
public record Condition(State state, String sentence, Map<String, String> details) {
    /** From well to bad. */
    public enum State {
        UP,
        /** Work is delayed or somebody should look, but this process does what it can. */
        DEGRADED,
        /** No new work can be done. */
        DOWN
    }

    public Condition {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    public static Condition up(String sentence) {
        return new Condition(State.UP, sentence, Map.of());
    }

    public static Condition degraded(String sentence) {
        return new Condition(State.DEGRADED, sentence, Map.of());
    }

    public static Condition down(String sentence) {
        return new Condition(State.DOWN, sentence, Map.of());
    }

    /** The same with one more detail. */
    public Condition with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, String.valueOf(value));
        return new Condition(state, sentence, more);
    }
}
