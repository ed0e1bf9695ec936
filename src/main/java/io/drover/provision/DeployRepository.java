package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.failure.Unwrapped;
import io.drover.github.Repository;
import io.drover.project.Project;
import io.drover.template.DroverFile;
import java.util.Optional;
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
        RepositoryPlan plan = plans.deploy(project);
        Filling filling = content.begin(project, plan, plans.cost(project));
        return Unwrapped.of(filling.gitHub()
                .repositories()
                .find(plan.name())
                .thenCompose(found ->
                        found.isPresent() ? takeOver(project, plan, filling, found.get()) : create(plan, filling)));
    }

    private static CompletableFuture<Void> create(RepositoryPlan plan, Filling filling) {
        // A project without a template gets no repository at all.
        return filling.template()
                .thenCompose(template -> filling.gitHub().repositories().createPrivate(plan.name(), plan.description()))
                .thenCompose(made -> {
                    Repository repository = made.orElseThrow(() -> new RetryLater(
                            "GitHub says that %s is there, but does not show it: it was made just now, or the token may not see it."
                                    .formatted(plan.name())));
                    filling.lookAtNew(repository.name());
                    return filling.fill(repository, Optional.empty());
                });
    }

    private static CompletableFuture<Void> takeOver(
            Project project, RepositoryPlan plan, Filling filling, Repository found) {
        filling.look(found.name());
        return filling.marker(found)
                .thenCompose(marker -> filling.isEmpty(found).thenCompose(empty -> {
                    // A crash between creation and push leaves a repository without content; its description tells
                    // whose.
                    boolean ours = marker.map(file -> file.belongsTo(project.domainId(), project.id(), plan.role()))
                            .orElseGet(() -> empty && found.description().equals(plan.description()));
                    if (!ours) {
                        throw new Permanent(
                                ("Repository %s is there but was not made for project %s: it has no %s that says so."
                                                + " Rename or delete it and retry.")
                                        .formatted(
                                                found.name(), project.created().subject(), DroverFile.PATH));
                    }
                    return filling.gitHub()
                            .repositories()
                            .ensureNotPublic(found)
                            .thenCompose(repository -> filling.fill(repository, marker));
                }));
    }
}
