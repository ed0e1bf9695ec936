package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.failure.Unwrapped;
import io.drover.project.Project;
import io.drover.template.DroverFile;
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
        RepositoryPlan plan = plans.build(project);
        Filling filling = content.begin(project, plan, plans.cost(project));
        filling.look(plan.name());
        return Unwrapped.of(filling.gitHub()
                .repositories()
                .get(plan.name(), "SMUS creates it and may not have done so yet; or the token may not see it.")
                .thenCompose(repository -> filling.marker(repository).thenCompose(marker -> {
                    marker.ifPresent(file -> requireOurs(project, plan, file));
                    return filling.fill(repository, marker);
                })));
    }

    private static void requireOurs(Project project, RepositoryPlan plan, DroverFile file) {
        if (!file.belongsTo(project.domainId(), project.id(), plan.role())) {
            throw new Permanent(
                    "Build repository %s belongs to project %s/%s (%s in it says so): give the project a repository of its own."
                            .formatted(plan.name(), file.domainId(), file.projectId(), DroverFile.PATH));
        }
    }
}
