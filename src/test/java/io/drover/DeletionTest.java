package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.http.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a project that is deleted, in any state of its work. */
class DeletionTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static Sandbox sandbox;
    private static DroverInProcess drover;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_LEDGER_LEASE", "4s");
        environment.put("DROVER_PROJECT_ON_DELETION", "archive");
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        assertThat(sandbox.violations()).isEmpty();
        sandbox.close();
    }

    @Test
    void aWaitingProjectStopsAndNothingIsMadeForIt() {
        ProjectScene project = sandbox.project("impatient").deployment(StatusScript.always("IN_PROGRESS"));
        send(project.createProjectEvent());
        await().atMost(ENOUGH)
                .until(() -> !sandbox.log()
                        .calls(call -> call.operation().equals("GetProject")
                                && call.target().contains("impatient"))
                        .isEmpty());

        send(project.events().projectDeleted());

        awaitOutcome("Drover Project Stopped", project);
        awaitOutcome("Drover Project Deleted", project);
        awaitEmptyQueue();
        assertThat(letters(project)).isZero();
        assertThat(writesTo(project)).isEmpty();
    }

    @Test
    void theRepositoriesOfAFinishedProjectLoseTheirSecretsAndAreArchivedOnce() {
        ProjectScene project = sandbox.project("finished");
        send(project.createProjectEvent());
        awaitOutcome("Drover Project Ready", project);
        int commits = sandbox.gitHub().commits(project.repository(), "main").size();

        send(project.events().projectDeleted());
        send(project.events().projectDeleted());

        OutcomeEvent outcome = awaitOutcome("Drover Project Deleted", project);
        assertThat(outcome.detail().path("repositories").asText()).isEqualTo("archive");
        assertThat(outcome.detail().path("deployRepository").asText()).isEqualTo(Sandbox.deployRepository(project));
        awaitEmptyQueue();
        assertThat(List.of(project.repository(), Sandbox.deployRepository(project)))
                .allSatisfy(repository -> {
                    assertThat(sandbox.gitHub().isArchived(repository)).isTrue();
                    assertThat(sandbox.gitHub().secrets(repository)).isEmpty();
                });
        assertThat(sandbox.gitHub().commits(project.repository(), "main")).hasSize(commits);
        assertThat(outcomes("Drover Project Deleted", project)).hasSize(1);
    }

    @Test
    void aCreationThatComesAfterTheDeletionIsDropped() {
        ProjectScene project = sandbox.project("reordered");
        send(project.events().projectDeleted());
        awaitOutcome("Drover Project Deleted", project);

        send(project.createProjectEvent());

        awaitEmptyQueue();
        assertThat(writesTo(project)).isEmpty();
        assertThat(letters(project)).isZero();
        assertThat(outcomes("Drover Project Ready", project)).isEmpty();
    }

    @Test
    void aRepositoryThatBelongsToSomebodyElseIsLeftAlone() {
        ProjectScene project = sandbox.project("foreign");
        sandbox.gitHub().createRepository(Sandbox.deployRepository(project));

        send(project.events().projectDeleted());

        awaitOutcome("Drover Project Deleted", project);
        assertThat(sandbox.gitHub().isArchived(Sandbox.deployRepository(project)))
                .isFalse();
        assertThat(sandbox.gitHub().isArchived(project.repository())).isFalse();
    }

    @Test
    void aDeploymentThatIsFollowedStops() {
        ProjectScene project = sandbox.project("followed");
        send(project.createProjectEvent());
        awaitOutcome("Drover Project Ready", project);
        String repository = Sandbox.deployRepository(project);
        sandbox.gitHub()
                .workflowRuns()
                .plan(repository, List.of(RunStep.queued(), RunStep.inProgress(Duration.ofHours(1))));
        ModelPackageScene model = sandbox.aws().models(project).register("Approved");
        await().atMost(ENOUGH)
                .until(() -> !sandbox.gitHub().workflowRuns().runs(repository).isEmpty());

        send(project.events().projectDeleted());

        await().atMost(ENOUGH)
                .until(() -> sandbox.aws().outcomes().stream()
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Deployment Stopped")
                                && outcome.detail().path("subject").asText().startsWith(model.arn())));
        awaitOutcome("Drover Project Deleted", project);
        awaitEmptyQueue();
    }

    private static void send(String event) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), event);
    }

    private static OutcomeEvent awaitOutcome(String type, ProjectScene project) {
        await(type).atMost(ENOUGH).until(() -> !outcomes(type, project).isEmpty());
        return outcomes(type, project).get(0);
    }

    private static List<OutcomeEvent> outcomes(String type, ProjectScene project) {
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.detailType().equals(type))
                .filter(outcome -> outcome.resources().contains(project.domainId() + "/" + project.projectId()))
                .toList();
    }

    private static long letters(ProjectScene project) {
        return sandbox.aws().messages(sandbox.aws().deadLettersQueue()).stream()
                .filter(letter -> letter.body().contains(project.projectId()))
                .count();
    }

    private static List<Call> writesTo(ProjectScene project) {
        return sandbox.gitHubCalls().stream()
                .filter(Call::writes)
                .filter(call -> call.target().contains(project.projectId()))
                .toList();
    }

    private static void awaitEmptyQueue() {
        await().atMost(ENOUGH)
                .until(() -> sandbox.aws()
                        .messages(sandbox.aws().projectEventsQueue())
                        .isEmpty());
    }
}
