package io.drover.deployment;

import io.drover.event.ModelChanged;
import io.drover.event.ModelVersion;
import io.drover.github.RepositoryName;

/**
 * A change of a model's approval and what it asks for: the deployment of a version by a project's deploy repository.
 *
 * @param deploy the approved version itself or, when another version was rejected, the one to go back to
 * @param repository the project's deploy repository
 */
public record ModelApproval(
        ModelChanged change, ModelVersion deploy, String domainId, String projectId, RepositoryName repository) {
    /** What the run is about. */
    public String subject() {
        return change.key();
    }
}
