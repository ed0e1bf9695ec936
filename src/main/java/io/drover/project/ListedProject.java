package io.drover.project;

import java.time.Instant;

/**
 * A project in a domain's list.
 *
 * @param active whether DataZone neither deletes it nor failed to
 */
public record ListedProject(String domainId, String projectId, Instant createdAt, boolean active) {
    /** What its runs are about. */
    public String subject() {
        return domainId + "/" + projectId;
    }
}
