package io.drover.project;

import java.time.Instant;

/**
 * A project in the list of a domain, or of an account and region.
 *
 * @param active whether AWS neither deletes it nor failed to make or to delete it
 */
public record ListedProject(String domainId, String projectId, Instant createdAt, boolean active) {
    /** What its runs are about. */
    public String subject() {
        return domainId + "/" + projectId;
    }
}
