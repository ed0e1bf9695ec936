package io.drover.event;

import org.jspecify.annotations.Nullable;

/**
 * Somebody created a project, or asked Drover to look after it once more. Names and descriptions are never taken from the event: CloudTrail hides them.
 *
 * @param domainId the DataZone domain, {@code dzd_…} or {@code dzd-…}; of SageMaker Projects account and region, {@code 111122223333:eu-west-1}
 * @param projectId the DataZone project; of SageMaker Projects name and id, {@code churn-p-abc123def456}
 * @param buildRepository {@code owner/name} of the repository that SMUS creates, null when the event does not show it
 * @param again whether finished work is to be gone through once more
 */
public record ProjectCreated(
        String domainId, String projectId, @Nullable String buildRepository, boolean again) implements ProjectEvent {

    /** What the run is about: the same for every event of this project. */
    public String subject() {
        return domainId + "/" + projectId;
    }
}
