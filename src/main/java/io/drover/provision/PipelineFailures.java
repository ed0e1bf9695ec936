package io.drover.provision;

import io.drover.event.Ignored;
import io.drover.event.PipelineFailed;
import io.drover.event.StackProject;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import io.drover.project.Project;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells people in their repository that a pipeline failed. */
public final class PipelineFailures {
    /** A pipeline is called as its project's model group, or so with an ending of its own. */
    private static final Pattern NAMED = Pattern.compile("(.+-p-[a-zA-Z0-9]+)(-.+)?");

    private final RepositoryPlans plans;
    private final TypeReactions reactions;
    private final GitHub gitHub;

    public PipelineFailures(RepositoryPlans plans, TypeReactions reactions, GitHub gitHub) {
        this.plans = plans;
        this.reactions = reactions;
        this.gitHub = gitHub;
    }

    /**
     * Whose pipeline it is.
     *
     * @return {@link Told}, or {@link Ignored} when it is no project's, or its type does not ask for it
     */
    public Object find(PipelineFailed failed) {
        Matcher name = NAMED.matcher(failed.pipeline());
        Optional<StackProject> key = name.matches()
                ? StackProject.find(StackProject.home(failed.account(), failed.region()), name.group(1))
                : Optional.empty();
        if (key.isEmpty()) {
            return new Ignored("pipeline %s is no project's".formatted(failed.pipeline()));
        }
        Project project = reactions.project(key.get().home(), key.get().group());
        String role = plans.hasType(project) ? plans.type(project).on().pipelineFailed() : null;
        return role == null
                ? new Ignored("the type of project %s asks for no issue".formatted(key.get()))
                : new Told(failed, reactions.repository(project, role));
    }

    /** A failure and the repository that is to get the issue. */
    public record Told(PipelineFailed failed, RepositoryName repository) {
        /** The same for each event of this execution. */
        public String key() {
            return failed.execution();
        }
    }

    /** Opens an issue, unless one about this pipeline is open: it is closed when the pipeline is mended. */
    public CompletableFuture<Void> tell(Told told) {
        PipelineFailed failed = told.failed();
        String console = "https://%s.console.aws.amazon.com/sagemaker/home?region=%s#/pipelines"
                .formatted(failed.region(), failed.region());
        return gitHub.issues()
                .ensureOpen(
                        told.repository(),
                        failed.pipeline(),
                        "Pipeline %s failed".formatted(failed.pipeline()),
                        "The execution `%s` ended with the status Failed at %s. Its steps and their logs are in [SageMaker](%s). Close this issue when the pipeline is mended: the next failure opens a new one."
                                .formatted(failed.execution(), failed.at(), console),
                        Set.of())
                .thenAccept(issue -> {});
    }
}
