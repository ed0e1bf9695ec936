package io.drover.project;

import io.drover.event.ProjectCreated;
import io.drover.failure.Obsolete;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;

/**
 * A project as AWS described it last. Immutable; it stays the message body through the whole flow.
 *
 * @param created the event that announced it
 * @param name as people see it; the id until DataZone has been asked
 */
public record Project(ProjectCreated created, String name, Readiness readiness) {
    public String domainId() {
        return created.domainId();
    }

    public String id() {
        return created.projectId();
    }

    /** Whether asking AWS again can change anything: the route loops while it is so. */
    public boolean isWaiting() {
        return readiness instanceof Readiness.Waiting;
    }

    public boolean isReady() {
        return readiness instanceof Readiness.Ready;
    }

    /** What the project waits for, why it failed, or how it went; empty when it is ready. */
    public String explanation() {
        if (readiness instanceof Readiness.Waiting waiting) {
            return waiting.reason();
        }
        if (readiness instanceof Readiness.Gone gone) {
            return gone.reason();
        }
        return readiness instanceof Readiness.Failed failed ? failed.reason() : "";
    }

    /**
     * What the project runs on.
     *
     * @throws Permanent when AWS gave up on the project
     * @throws Obsolete when the project is deleted
     * @throws RetryLater when AWS is not ready, so that nobody takes an unfinished project for a finished one
     */
    public Workspace workspace() {
        if (readiness instanceof Readiness.Ready ready) {
            return ready.workspace();
        }
        if (readiness instanceof Readiness.Failed failed) {
            throw new Permanent("Project %s (%s): %s".formatted(created.subject(), name, failed.reason()));
        }
        if (readiness instanceof Readiness.Gone gone) {
            throw new Obsolete("Project %s (%s): %s".formatted(created.subject(), name, gone.reason()));
        }
        throw new RetryLater("Project %s (%s) is not ready: %s".formatted(created.subject(), name, explanation()));
    }
}
