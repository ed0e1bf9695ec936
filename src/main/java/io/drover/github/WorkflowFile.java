package io.drover.github;

import io.drover.failure.Permanent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a workflow's file says about how it may be dispatched.
 *
 * @param inputs names of the inputs in the order of the file; empty when the trigger declares none
 * @param runName the expression that titles its runs; empty when there is none
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs">on.workflow_dispatch.inputs</a>
 */
public record WorkflowFile(Set<String> inputs, String runName) {
    private static final String TRIGGER = "workflow_dispatch";

    /** Whether a run's title shows the value of this input. */
    public boolean showsInTitle(String input) {
        return inputs.contains(input)
                && Pattern.compile("\\binputs\\." + Pattern.quote(input) + "\\b")
                        .matcher(runName)
                        .find();
    }

    /**
     * @param where for the failure's text
     * @throws Permanent when the file is no workflow that can be dispatched
     */
    static WorkflowFile read(byte[] content, String where) {
        Map<?, ?> workflow = mapping(load(content, where), where + " is no YAML mapping: correct the workflow");
        Object name = workflow.get("run-name");
        return new WorkflowFile(inputs(workflow, where), name instanceof String text ? text : "");
    }

    private static Set<String> inputs(Map<?, ?> workflow, String where) {
        // YAML 1.2: "on" is a text, not a boolean as in YAML 1.1.
        Object on = workflow.get("on");
        if (TRIGGER.equals(on) || (on instanceof List<?> events && events.contains(TRIGGER))) {
            return Set.of();
        }
        if (!(on instanceof Map<?, ?> events) || !events.containsKey(TRIGGER)) {
            throw new Permanent(where + " has no workflow_dispatch trigger: add it below 'on' of the workflow.");
        }
        String form = where + " declares its inputs in a form that GitHub does not know: correct on.workflow_dispatch";
        Object inputs = optionalMapping(events.get(TRIGGER), form).get("inputs");
        Set<String> names = new LinkedHashSet<>();
        optionalMapping(inputs, form).keySet().forEach(name -> names.add(String.valueOf(name)));
        return names;
    }

    private static @Nullable Object load(byte[] workflow, String where) {
        try {
            return new Load(LoadSettings.builder().build())
                    .loadFromString(new String(workflow, StandardCharsets.UTF_8));
        } catch (YamlEngineException e) {
            throw new Permanent(where + " is no YAML: correct the workflow.", e);
        }
    }

    private static Map<?, ?> optionalMapping(@Nullable Object node, String otherwise) {
        return node == null ? Map.of() : mapping(node, otherwise);
    }

    private static Map<?, ?> mapping(@Nullable Object node, String otherwise) {
        if (node instanceof Map<?, ?> mapping) {
            return mapping;
        }
        throw new Permanent(otherwise + ".");
    }
}
