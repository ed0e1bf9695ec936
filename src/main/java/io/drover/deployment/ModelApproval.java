package io.drover.deployment;

import io.drover.deployment.Reactions.Reaction;
import io.drover.event.ModelChanged;
import io.drover.event.ModelVersion;
import io.drover.github.RepositoryName;
import org.jspecify.annotations.Nullable;

/**
 * A change of a model's approval and what it asks for: the deployment of a version by a project's deploy repository.
 *
 * @param deploy the approved version itself or, when another version was rejected, the one to go back to
 * @param repository the project's deploy repository
 * @param reaction what the project's type says of it; null for what the route says
 */
public record ModelApproval(
        ModelChanged change,
        ModelVersion deploy,
        String domainId,
        String projectId,
        RepositoryName repository,
        @Nullable Reaction reaction) {
    /** By the workflow that the route says. */
    public ModelApproval(
            ModelChanged change, ModelVersion deploy, String domainId, String projectId, RepositoryName repository) {
        this(change, deploy, domainId, projectId, repository, null);
    }

    /** What the run is about. */
    public String subject() {
        return change.key();
    }
}
