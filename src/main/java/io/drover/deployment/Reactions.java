package io.drover.deployment;

import io.drover.github.RepositoryName;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a project's type says is to be started. */
public interface Reactions {
    /**
     * A workflow to start.
     *
     * @param workflow file below {@code .github/workflows}; null for what the route says
     * @param ref branch or tag; null for what the route says
     * @param inputs those that the workflow declares are sent
     */
    record Reaction(
            RepositoryName repository,
            @Nullable String workflow,
            @Nullable String ref,
            Map<String, String> inputs) {}

    /**
     * What is deployed with for a project of SageMaker Projects.
     *
     * @param projectId its name and id, as in the name of its model package group
     * @return empty when it is of no type, or its type deploys nothing
     * @throws io.drover.failure.Failure when AWS does not tell the project
     */
    Optional<Reaction> modelApproved(String home, String projectId);
}
