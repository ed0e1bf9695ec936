package io.drover.event;

/**
 * Somebody deleted a project in SageMaker Unified Studio.
 *
 * @param domainId the DataZone domain
 * @param projectId the DataZone project
 */
public record ProjectDeleted(String domainId, String projectId) implements ProjectEvent {
    /** What the run is about: the same as that of the project's creation. */
    public String subject() {
        return domainId + "/" + projectId;
    }
}
