package io.drover.provision;

import io.drover.failure.Obsolete;
import io.drover.failure.Permanent;
import io.drover.github.Cost;
import io.drover.ledger.Ledger;
import io.drover.ledger.ProjectRequest;
import io.drover.project.Project;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** All repositories that a project's type says. */
public final class ProjectRepositories {
    private final RepositoryPlans plans;
    private final RepositoryContent content;
    private final Ledger ledger;

    public ProjectRepositories(RepositoryPlans plans, RepositoryContent content) {
        this.plans = plans;
        this.content = content;
        this.ledger = content.ledger();
    }

    /**
     * Names of the parameters that a type knows.
     *
     * @throws Permanent when there is no such type
     */
    public Set<String> parameters(String type) {
        return plans.parameters(type);
    }

    /** Names of a project's repositories in the order of its type, there or not. */
    public List<String> names(Project project) {
        return plans.all(project).stream().map(plan -> plan.name().toString()).toList();
    }

    /**
     * Creates and fills them, one after the other, unless that is done. May run again in any state of completion; people's changes stay.
     * Fails with {@link Obsolete} when the project is of no type, and with {@link Permanent} when a repository of one's name is there that is not this project's.
     */
    public CompletableFuture<Void> ensure(Project project) {
        if (!plans.hasType(project)) {
            throw new Obsolete(
                    "Project %s was made from '%s', which is of no project type, so nothing is to be done: if it is to be, name it among the products or templates of drover.project-types."
                            .formatted(
                                    project.created().subject(),
                                    project.workspace().profile()));
        }
        if (!project.isStudio() && ledger.request(project.created().subject()).isEmpty()) {
            // A project keeps its type, and when it is deleted nobody else can tell it.
            ledger.remember(new ProjectRequest(project.created().subject(), plans.typeName(project), Map.of()));
        }
        Cost cost = plans.cost(project);
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (RepositoryPlan plan : plans.all(project)) {
            all = all.thenCompose(done -> new RepositoryWork(content, project, plan, cost).ensure());
        }
        return all;
    }
}
