package io.drover.provision;

import io.drover.deployment.Reactions;
import io.drover.event.ProjectCreated;
import io.drover.failure.Permanent;
import io.drover.github.RepositoryName;
import io.drover.project.Project;
import io.drover.project.Projects;
import io.drover.type.Facts;
import io.drover.type.WorkflowStart;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What projects' types say is to be started. */
public final class TypeReactions implements Reactions {
    private final Projects projects;
    private final RepositoryPlans plans;

    public TypeReactions(Projects projects, RepositoryPlans plans) {
        this.projects = projects;
        this.plans = plans;
    }

    @Override
    public Optional<Reaction> modelApproved(String home, String projectId) {
        Project project = project(home, projectId);
        return plans.hasType(project)
                ? reaction(project, plans.type(project).on().modelApproved(), plans.facts(project))
                : Optional.empty();
    }

    /** The workflow that is started once a project has everything; empty when its type says none. */
    public Optional<Reaction> ready(Project project) {
        return reaction(project, plans.type(project).on().ready(), plans.facts(project));
    }

    Project project(String home, String projectId) {
        return projects.describe(new ProjectCreated(home, projectId, null, true));
    }

    Optional<Reaction> reaction(Project project, @Nullable WorkflowStart start, Facts facts) {
        return Optional.ofNullable(start).map(wanted -> {
            String where =
                    "Type %s, workflow of repository %s:".formatted(plans.typeName(project), wanted.repository());
            return new Reaction(
                    repository(project, wanted.repository()),
                    wanted.workflow() == null ? null : facts.fill(wanted.workflow(), where),
                    wanted.ref(),
                    facts.fill(wanted.inputs(), where));
        });
    }

    RepositoryName repository(Project project, String role) {
        return plans.all(project).stream()
                .filter(plan -> plan.role().equals(role))
                .map(RepositoryPlan::name)
                .findFirst()
                .orElseThrow(() -> new Permanent("Project %s has no repository '%s', which its type wants to use."
                        .formatted(project.created().subject(), role)));
    }
}
