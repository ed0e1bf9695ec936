package io.drover.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow that is started. All texts may name {@link Facts}.
 *
 * @param repository role of the repository that has it
 * @param workflow file below {@code .github/workflows}; null for {@code drover.deployment.workflow}
 * @param ref branch or tag; null for {@code drover.deployment.ref}
 * @param inputs those that the workflow declares are sent
 * @param images names of the image repositories whose pushes start it
 */
public record WorkflowStart(
        String repository,
        @Nullable String workflow,
        @Nullable String ref,
        Map<String, String> inputs,
        List<String> images) {
    /** What is left out is empty. */
    public WorkflowStart(
            @Nullable String repository,
            @Nullable String workflow,
            @Nullable String ref,
            @Nullable Map<String, String> inputs,
            @Nullable List<String> images) {
        this.repository = repository == null ? "" : repository;
        this.workflow = workflow;
        this.ref = ref;
        this.inputs = inputs == null ? Map.of() : new LinkedHashMap<>(inputs);
        this.images = images == null ? List.of() : List.copyOf(images);
    }
}
