package io.drover.project;

import io.drover.event.ProjectCreated;
import io.drover.event.StackProject;
import io.drover.failure.Obsolete;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.type.Facts;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /**
     * As {@link #workspace()}, of a project of SageMaker Unified Studio. Not called {@code studio}: to Camel's expressions that would be the
     * same as {@link #isStudio()}, and which of the two it meets first differs from start to start.
     *
     * @throws Permanent when it is another kind of project
     */
    public StudioWorkspace studioWorkspace() {
        if (workspace() instanceof StudioWorkspace studio) {
            return studio;
        }
        throw new Permanent("Project %s (%s) is not of SageMaker Unified Studio: leave this step out for it."
                .formatted(created.subject(), name));
    }

    /** Whether it is of SageMaker Unified Studio. */
    public boolean isStudio() {
        return !StackProject.isHome(domainId());
    }

    /**
     * What types may name; fails as {@link #workspace()}.
     */
    public Facts facts() {
        Map<String, String> own = new LinkedHashMap<>(workspace().facts());
        own.put("project.name", name);
        own.put(
                "project.id",
                StackProject.find(domainId(), id()).map(StackProject::id).orElse(id()));
        if (isStudio()) {
            own.put("domain.id", domainId());
            own.put("model.group", ProjectNames.modelGroup(id()));
        }
        return new Facts(own);
    }
}
