package io.drover.provision;

import io.drover.deployment.Deployments;
import io.drover.project.Project;
import java.util.concurrent.CompletableFuture;

/** The workflow that a project's type starts once everything is there, so that no run comes before its secrets. */
public final class FirstRun {
    private final TypeReactions reactions;
    private final Deployments deployments;

    public FirstRun(TypeReactions reactions, Deployments deployments) {
        this.reactions = reactions;
        this.deployments = deployments;
    }

    /**
     * Starts it unless that was done before for this project; nothing when its type says none.
     *
     * @param ref branch, unless the type names one
     */
    public CompletableFuture<Void> ensure(Project project, String ref) {
        return reactions
                .ready(project)
                .map(reaction ->
                        deployments.startOnce(project.created().subject() + " first run", "first run", reaction, ref))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }
}
