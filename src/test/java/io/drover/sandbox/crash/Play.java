package io.drover.sandbox.crash;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.RunStep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One event of a flow and what comes of it, for a project of its own. */
final class Play {
    private static final Path TEMPLATE = Path.of("templates", "regression", "model_deploy");

    private final Sandbox sandbox;
    private final ProjectScene project;
    private final String lastEvent;
    private final Runnable event;

    private Play(Sandbox sandbox, ProjectScene project, String lastEvent, Runnable event) {
        this.sandbox = sandbox;
        this.project = project;
        this.lastEvent = lastEvent;
        this.event = event;
    }

    /** Which flow is played. */
    @FunctionalInterface
    interface Flow {
        /** @param id of the project: one that none has had before, all of one length */
        Play of(Sandbox sandbox, String id);
    }

    /** A project gets its repositories. */
    static Play onboarding(Sandbox sandbox, String id) {
        ProjectScene project = Canaries.mark(sandbox.project(id));
        return new Play(
                sandbox,
                project,
                "Drover Project Ready",
                () -> sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent()));
    }

    /** An approved model is deployed, and the deployment followed to its end. */
    static Play deployment(Sandbox sandbox, String id) {
        ProjectScene project = deployable(sandbox, id);
        return new Play(
                sandbox,
                project,
                "Drover Deployment Finished",
                () -> sandbox.aws().models(project).register("Approved"));
    }

    /**
     * A project with a deploy repository. A workflow run of it takes as long as Drover waits between two looks, see {@link Processes}: so
     * the second look, and no other, finds it ended.
     */
    static ProjectScene deployable(Sandbox sandbox, String id) {
        ProjectScene project = Canaries.mark(sandbox.project(id));
        String repository = Sandbox.deployRepository(project);
        sandbox.gitHub().createRepository(repository, TEMPLATE);
        sandbox.gitHub()
                .workflowRuns()
                .plan(repository, List.of(RunStep.queued(), RunStep.completed(Duration.ofSeconds(2), "success")));
        return project;
    }

    /** Sends the event. */
    void begin() {
        event.run();
    }

    String projectId() {
        return project.projectId();
    }

    /** Whether the last event is told and both feeds are empty. */
    boolean isOver() {
        return sandbox.aws().messages(sandbox.aws().projectEventsQueue()).isEmpty()
                && sandbox.aws().messages(sandbox.aws().modelEventsQueue()).isEmpty()
                && sandbox.aws().outcomes().stream()
                        .anyMatch(outcome -> outcome.detailType().equals(lastEvent)
                                && outcome.toString().contains(projectId()));
    }

    /** What can be seen of it, to be compared with another play of the same flow on the same sandbox. */
    Map<String, Object> endState() {
        return EndState.of(sandbox, project);
    }
}
