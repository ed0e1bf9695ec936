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

/** The build repository of a project: made by SMUS, filled by Drover. */
public final class BuildRepository {
    private final RepositoryPlans plans;
    private final Repositories repositories;
    private final RepositoryContent content;

    public BuildRepository(RepositoryPlans plans, Repositories repositories, RepositoryContent content) {
        this.plans = plans;
        this.repositories = repositories;
        this.content = content;
    }

    /**
     * Fills the repository unless it is filled. May run again in any state of completion; people's changes stay.
     *
     * @throws RetryLater when SMUS has not made the repository yet
     * @throws Permanent when it belongs to another project
     */
    public void ensure(Project project) {
        RepositoryPlan plan = plans.build(project);
        CompletableFuture<TemplateContent> template = content.template(project, plan);
        Look look = content.look(plan.name());
        Repository repository = Await.answer(repositories.find(plan.name()))
                .orElseThrow(() -> new RetryLater(
                        "Build repository %s is not there yet: SMUS creates it. Or the token may not see it."
                                .formatted(plan.name())));
        Optional<DroverFile> marker = content.marker(repository, look);
        marker.filter(file -> !isOf(project, file)).ifPresent(file -> {
            throw new Permanent(
                    "Build repository %s belongs to project %s/%s (%s in it says so): give the project a repository of its own."
                            .formatted(plan.name(), file.domainId(), file.projectId(), DroverFile.PATH));
        });
        content.fill(project, plan, repository, look, marker, template);
    }

    private static boolean isOf(Project project, DroverFile file) {
        return file.belongsTo(project.domainId(), project.id(), "build");
    }
}
