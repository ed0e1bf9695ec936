package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.project.Project;
import java.util.concurrent.CompletableFuture;

/** The deploy repository of a project: made and filled by Drover. */
public final class DeployRepository {
    private final RepositoryPlans plans;
    private final RepositoryContent content;

    public DeployRepository(RepositoryPlans plans, RepositoryContent content) {
        this.plans = plans;
        this.content = content;
    }

    /**
     * Creates and fills the repository unless that is done. May run again in any state of completion; people's changes stay. Fails with
     * {@link Permanent} when a repository of this name is there that is not this project's.
     */
    public CompletableFuture<Void> ensure(Project project) {
        return new RepositoryWork(content, project, plans.deploy(project), plans.cost(project)).ensure();
    }
}
