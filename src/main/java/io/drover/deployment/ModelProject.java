package io.drover.deployment;

/**
 * The project that a model package group belongs to, as its tags say it.
 *
 * @param domainId the DataZone domain; of SageMaker Projects {@code ACCOUNT:REGION}
 * @param projectId the DataZone project; of SageMaker Projects {@code NAME-ID}
 * @param ofStack whether it is of SageMaker Projects
 */
public record ModelProject(String domainId, String projectId, boolean ofStack) {
    /** One of SageMaker Unified Studio. */
    public ModelProject(String domainId, String projectId) {
        this(domainId, projectId, false);
    }
}
