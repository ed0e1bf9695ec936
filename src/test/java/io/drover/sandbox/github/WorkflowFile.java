package io.drover.sandbox.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A workflow file as GitHub reads it.
 *
 * @param runName title of its runs with expressions in it, null for the default
 * @param inputs of its dispatch, null when it cannot be dispatched
 */
record WorkflowFile(
        String name, @Nullable String runName, @Nullable Map<String, Input> inputs) {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}");
    private static final Pattern INPUT = Pattern.compile("(?:github\\.event\\.)?inputs\\.([\\w-]+)");
    private static final Pattern TEXT = Pattern.compile("'([^']*)'");

    /**
     * What the one who dispatches may say.
     *
     * @param absent the default, empty when there is none
     * @param options the only values allowed, empty for any
     */
    record Input(boolean required, String absent, List<String> options) {}

    /** A file that is no YAML is named after its path and has no triggers. */
    static WorkflowFile parse(String path, String text) {
        // YAML 1.2, as on GitHub: "on" is no boolean.
        Map<?, ?> file = map(load(text));
        Object name = file.get("name");
        Object runName = file.get("run-name");
        return new WorkflowFile(
                name == null ? path : name.toString(),
                runName == null || runName.toString().isBlank() ? null : runName.toString(),
                dispatch(file.get("on")));
    }

    /** Of expressions it knows inputs, texts in quotes and {@code ||}; anything else is empty. */
    String title(Map<String, String> given) {
        return runName == null
                ? name
                : EXPRESSION
                        .matcher(runName)
                        .replaceAll(expression -> Matcher.quoteReplacement(value(expression.group(1), given)));
    }

    private static String value(String expression, Map<String, String> given) {
        for (String alternative : expression.split("\\|\\|", -1)) {
            Matcher input = INPUT.matcher(alternative.strip());
            Matcher text = TEXT.matcher(alternative.strip());
            String value =
                    input.matches() ? given.getOrDefault(input.group(1), "") : text.matches() ? text.group(1) : "";
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static @Nullable Object load(String text) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (YamlEngineException noYaml) {
            return null;
        }
    }

    private static @Nullable Map<String, Input> dispatch(@Nullable Object on) {
        boolean named = DispatchedRun.EVENT.equals(on)
                || (on instanceof List<?> list && list.contains(DispatchedRun.EVENT))
                || map(on).containsKey(DispatchedRun.EVENT);
        if (!named) {
            return null;
        }
        Map<String, Input> inputs = new LinkedHashMap<>();
        map(map(map(on).get(DispatchedRun.EVENT)).get("inputs")).forEach((name, input) -> {
            Object absent = map(input).get("default");
            List<String> options = new ArrayList<>();
            if (map(input).get("options") instanceof List<?> list) {
                list.forEach(option -> options.add(Objects.toString(option)));
            }
            inputs.put(
                    name.toString(),
                    new Input(
                            Boolean.TRUE.equals(map(input).get("required")),
                            absent == null ? "" : absent.toString(),
                            options));
        });
        return inputs;
    }

    private static Map<?, ?> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }
}
