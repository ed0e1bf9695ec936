package io.drover.project;

import io.drover.event.ProjectCreated;

/** What AWS knows of projects. Reads only. */
public interface Projects {
    /**
     * Asks AWS how far the project is. The number of calls is bounded and does not grow with the number of domains or projects.
     *
     * @throws io.drover.failure.Failure when Drover may not ask, or AWS's answer makes no sense
     */
    Project describe(ProjectCreated created);

    /** Asks again; the answer replaces the given one. */
    default Project describe(Project project) {
        return describe(project.created());
    }
}
