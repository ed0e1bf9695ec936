package io.drover.project;

import io.drover.event.ProjectCreated;
import java.util.List;

/** What AWS knows of projects. Reads only. */
public interface Projects {
    /**
     * Asks AWS how far the project is. The number of calls is bounded and does not grow with the number of domains or projects.
     *
     * @throws io.drover.failure.Failure when Drover may not ask, or AWS's answer makes no sense
     */
    Project describe(ProjectCreated created);

    /** Asks again about a project that AWS has shown before; the answer replaces the given one. */
    default Project describe(Project project) {
        return describe(project.created());
    }

    /**
     * All projects of a domain that Drover may see, as the one request for every fifty tells it.
     *
     * @throws io.drover.failure.Permanent when Drover may not ask, or there is no such domain
     */
    List<ListedProject> list(String domainId);
}
