package io.drover.template;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The environments that a workflow's jobs name.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idenvironment">jobs.job_id.environment</a>
 */
final class JobEnvironments {
    private JobEnvironments() {}

    /** None when the file is no workflow: GitHub will say so. A name that is an expression is known only when the job runs. */
    static Set<String> of(byte[] workflow) {
        Set<String> names = new LinkedHashSet<>();
        part(load(workflow), "jobs").values().forEach(job -> {
            Object environment = job instanceof Map<?, ?> map ? map.get("environment") : null;
            Object name = environment instanceof Map<?, ?> map ? map.get("name") : environment;
            if (name instanceof String text && !text.isBlank() && !text.contains("${{")) {
                names.add(text);
            }
        });
        return names;
    }

    private static @Nullable Object load(byte[] workflow) {
        try {
            return new Load(LoadSettings.builder().build())
                    .loadFromString(new String(workflow, StandardCharsets.UTF_8));
        } catch (YamlEngineException e) {
            return null;
        }
    }

    private static Map<?, ?> part(@Nullable Object whole, String key) {
        return whole instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> part ? part : Map.of();
    }
}
