package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.project.Project;
import java.util.concurrent.CompletableFuture;

/** The build repository of a project: made by SMUS, filled by Drover. */
public final class BuildRepository {
    private final RepositoryPlans plans;
    private final RepositoryContent content;

    public BuildRepository(RepositoryPlans plans, RepositoryContent content) {
        this.plans = plans;
        this.content = content;
    }

    /**
     * Fills the repository unless it is filled. May run again in any state of completion; people's changes stay. Fails with
     * {@link RetryLater} when SMUS has not made the repository yet, and with {@link Permanent} when it belongs to another project.
     */
    public CompletableFuture<Void> ensure(Project project) {
        return new RepositoryWork(content, project, plans.build(project), plans.cost(project)).ensure();
    }
}
