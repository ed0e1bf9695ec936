package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.Await;
import io.drover.github.Repositories;
import io.drover.github.Repository;
import io.drover.project.Project;
import io.drover.provision.RepositoryContent.Look;
import io.drover.template.DroverFile;
import io.drover.template.TemplateContent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The deploy repository of a project: made and filled by Drover. */
public final class DeployRepository {
    private final RepositoryPlans plans;
    private final Repositories repositories;
    private final RepositoryContent content;

    public DeployRepository(RepositoryPlans plans, Repositories repositories, RepositoryContent content) {
        this.plans = plans;
        this.repositories = repositories;
        this.content = content;
    }

    /**
     * Creates and fills the repository unless that is done. May run again in any state of completion; people's changes stay.
     *
     * @throws Permanent when a repository of this name is there that is not this project's
     */
    public void ensure(Project project) {
        RepositoryPlan plan = plans.deploy(project);
        CompletableFuture<TemplateContent> template = content.template(project, plan);
        Optional<Repository> found = Await.answer(repositories.find(plan.name()));
        if (found.isPresent()) {
            takeOver(project, plan, found.get(), template);
        } else {
            create(project, plan, template);
        }
    }

    private void create(Project project, RepositoryPlan plan, CompletableFuture<TemplateContent> template) {
        // A project without a template gets no repository at all.
        Await.answer(template);
        Repository made = Await.answer(repositories.createPrivate(plan.name(), plan.description()))
                .orElseThrow(() -> new RetryLater(
                        "GitHub says that %s is there, but does not show it: it was made just now, or the token may not see it."
                                .formatted(plan.name())));
        content.fill(project, plan, made, content.lookAtNew(made.name()), Optional.empty(), template);
    }

    private void takeOver(
            Project project, RepositoryPlan plan, Repository found, CompletableFuture<TemplateContent> template) {
        Look look = content.look(found.name());
        Optional<DroverFile> marker = content.marker(found, look);
        boolean ours = marker.map(file -> file.belongsTo(project.domainId(), project.id(), plan.role()))
                .orElseGet(() -> isEmptyOfOurs(plan, found, look));
        if (!ours) {
            throw new Permanent(
                    ("Repository %s is there but was not made for project %s: it has no %s that says so. Rename or delete it"
                                    + " and retry.")
                            .formatted(found.name(), project.created().subject(), DroverFile.PATH));
        }
        content.fill(project, plan, found, look, marker, template);
    }

    /** A crash between creation and push leaves a repository without content; its description tells whose it is. */
    private static boolean isEmptyOfOurs(RepositoryPlan plan, Repository found, Look look) {
        return found.description().equals(plan.description())
                && !Await.answer(look.branch()).exists(found.defaultBranch());
    }
}
