package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.failure.Unwrapped;
import io.drover.github.Cost;
import io.drover.github.Repository;
import io.drover.project.Project;
import io.drover.template.DroverFile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes and fills one repository of a project as its plan says; one that others make is filled only. */
final class RepositoryWork {
    private static final String CREATE = "Create it, or let the token see it.";

    private final RepositoryContent content;
    private final Project project;
    private final RepositoryPlan plan;
    private final Filling filling;

    RepositoryWork(RepositoryContent content, Project project, RepositoryPlan plan, Cost cost) {
        this.content = content;
        this.project = project;
        this.plan = plan;
        this.filling = content.begin(project, plan, cost);
    }

    /** May run again in any state of completion; people's changes stay. */
    CompletableFuture<Void> ensure() {
        if (plan.template() == null) {
            return Unwrapped.of(filling.gitHub()
                    .repositories()
                    .get(plan.name(), CREATE)
                    .thenAcceptAsync(filling::rememberOnly, content.blocking()));
        }
        return Unwrapped.of(plan.existing() ? fill() : create());
    }

    private CompletableFuture<Void> fill() {
        filling.look(plan.name());
        return filling.gitHub()
                .repositories()
                .get(
                        plan.name(),
                        project.isStudio()
                                ? "SMUS creates it and may not have done so yet; or the token may not see it."
                                : CREATE)
                .thenCompose(repository -> filling.marker(repository).thenCompose(marker -> {
                    marker.filter(file -> !isOurs(file)).ifPresent(file -> {
                        throw belongsToAnother(file);
                    });
                    return filling.fill(repository, marker);
                }));
    }

    private Permanent belongsToAnother(DroverFile file) {
        return new Permanent(
                "Repository %s belongs to project %s/%s in the role %s (%s in it says so): give the project a repository of its own."
                        .formatted(plan.name(), file.domainId(), file.projectId(), file.role(), DroverFile.PATH));
    }

    private boolean isOurs(DroverFile file) {
        return file.belongsTo(project.domainId(), project.id(), plan.role());
    }

    private CompletableFuture<Void> create() {
        return filling.gitHub()
                .repositories()
                .find(plan.name())
                .thenCompose(found -> found.isPresent() ? takeOver(found.get()) : createNew());
    }

    private CompletableFuture<Void> createNew() {
        // A project without a template gets no repository at all.
        return filling.template().thenCompose(template -> filling.create()).thenCompose(made -> {
            Repository repository = made.orElseThrow(() -> new RetryLater(
                    "GitHub says that %s is there, but does not show it: it was made just now, or the token may not see it."
                            .formatted(plan.name())));
            filling.lookAtNew(repository.name());
            return filling.fill(repository, Optional.empty());
        });
    }

    private CompletableFuture<Void> takeOver(Repository found) {
        filling.look(found.name());
        return filling.marker(found)
                .thenCompose(marker -> filling.isEmpty(found).thenCompose(empty -> {
                    // A crash between creation and push leaves a repository without content; its description tells
                    // whose.
                    boolean ours = marker.map(this::isOurs)
                            .orElseGet(() -> empty && found.description().equals(plan.description()));
                    if (!ours) {
                        throw new Permanent(
                                ("Repository %s is there but was not made for project %s: it has no %s that says so."
                                                + " Rename or delete it and retry.")
                                        .formatted(
                                                found.name(), project.created().subject(), DroverFile.PATH));
                    }
                    CompletableFuture<Repository> hidden = plan.isHidden()
                            ? filling.gitHub().repositories().ensureNotPublic(found)
                            : CompletableFuture.completedFuture(found);
                    return hidden.thenCompose(repository -> filling.fill(repository, marker));
                }));
    }
}
