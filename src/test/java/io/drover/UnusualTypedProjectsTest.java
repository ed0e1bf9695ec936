package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ledger.Check;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.ledger.ProjectState;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.TypedProjects;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.SageMakerProjectScene;
import io.drover.sandbox.aws.StackAnswers;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.github.ProtectionRules;
import io.drover.sandbox.http.CallLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SageMaker Projects that are rolled back, changed or deleted midway, or are elsewhere. Repositories of deleted ones are kept. */
class UnusualTypedProjectsTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final String LEDGER = "jdbc:h2:mem:unusual-projects;DB_CLOSE_DELAY=-1";

    @TempDir
    static Path data;

    private static Sandbox sandbox;
    private static TypedProjects projects;
    private static DroverInProcess drover;
    private static StackAnswers stacks;
    private static Ledger ledger;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        projects = new TypedProjects(sandbox);
        stacks = new StackAnswers(new CallLog());
        Map<String, String> environment = projects.environmentWithResearch(data);
        environment.put("DROVER_LEDGER_URL", LEDGER);
        environment.put("DROVER_LEDGER_LEASE", "4s");
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "200ms");
        drover = DroverInProcess.start(environment);
        ledger = JdbcLedger.open(LEDGER, null, null, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        drover.close();
        ledger.close();
        stacks.close();
        sandbox.close();
    }

    @AfterEach
    void everythingFitsTheDescriptions() {
        assertThat(sandbox.violations()).isEmpty();
        assertThat(stacks.violations()).isEmpty();
    }

    @Test
    void ofARolledBackProjectTheRepositoriesThatNobodyHasTouchedAreArchived() {
        SageMakerProjectScene project =
                sandbox.aws().sageMakerProject("rolled-back").product("prod-of-the-stack");
        projects.send(project.customResource(
                "Create", null, TypedProjects.request(project, "build-deploy"), stacks.url("made"), "made"));
        awaitAnswer("made");
        String touched = repository(project, "build");
        sandbox.gitHub().commit(touched, "main", Map.of("notes.md", "mine"), "My notes");
        project.status(StatusScript.always("CreateFailed"));

        projects.send(project.stackEvent("ROLLBACK_COMPLETE"));
        projects.awaitOutcome("Drover Project Deleted", project, 1);

        assertThat(sandbox.gitHub().isArchived(repository(project, "deploy"))).isTrue();
        assertThat(sandbox.gitHub().secrets(repository(project, "deploy"))).isEmpty();
        assertThat(sandbox.gitHub().isArchived(touched)).isFalse();
        assertThat(sandbox.gitHub().secrets(touched)).isNotEmpty();
    }

    @Test
    void aProjectInAnotherAccountIsSeenWithTheRoleOfItsBusinessUnit() {
        SageMakerProjectScene project = projects.project("build-deploy", "elsewhere")
                .account(TypedProjects.RESEARCH, TypedProjects.RESEARCH_REGION);

        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        ModelPackageScene model = sandbox.aws().models(project).register();
        model.approve("Error below the threshold");

        String deploy = repository(project, "deploy");
        await().atMost(ENOUGH)
                .until(() -> sandbox.gitHub().workflowRuns().runs(deploy).size() == 1);
        projects.awaitQuiet();
        assertThat(sandbox.gitHub().secrets(deploy)).containsEntry("AWS_REGION", TypedProjects.RESEARCH_REGION);
        assertThat(sandbox.log().calls(call -> call.operation().equals("AssumeRole")))
                .isNotEmpty();
    }

    @Test
    void aProjectInAnAccountThatNobodyNamedIsParkedWithWhatToDo() {
        SageMakerProjectScene project = projects.project("train", "nowhere").account("777788889999", "eu-west-1");

        projects.send(project.createProjectEvent());

        projects.awaitOutcome("Drover Project Failed", project, 1);
        assertThat(entryReason(project)).contains("reader-role");
        assertThat(repositories(project)).isEmpty();
    }

    @Test
    void aProjectMadeFromATemplateInS3HasTheTypeOfTheTemplate() {
        SageMakerProjectScene project =
                projects.project("train", "from-s3").product("none").template("train");

        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);

        assertThat(repositories(project))
                .containsExactly(Sandbox.ORGANIZATION + "/mlops-" + project.group() + "-model-training");
    }

    @Test
    void aProjectDeletedWhileItWaitsGetsNothingAndNothingWaitsForIt() {
        SageMakerProjectScene project =
                projects.project("train", "impatient").status(StatusScript.always("CreateInProgress"));
        projects.send(project.createProjectEvent());
        await().atMost(ENOUGH).until(() -> state(project) == ProjectState.WAITING);

        projects.send(project.deleteProjectEvent());

        projects.awaitOutcome("Drover Project Stopped", project, 1);
        projects.awaitOutcome("Drover Project Deleted", project, 1);
        projects.awaitQuiet();
        assertThat(repositories(project)).isEmpty();
        assertThat(state(project)).isEqualTo(ProjectState.DELETED);
    }

    @Test
    void anUpdateThatIsUnderWayIsWaitedForAndBringsTheRepositoryThatItAsksFor() {
        SageMakerProjectScene project = projects.project("train-and-deploy", "changed");
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        List<String> before = repositories(project);
        project.parameter("BringYourOwnContainer", "true")
                .status(StatusScript.polls("UpdateInProgress", 3).then("UpdateCompleted"));
        Duration from = sandbox.log().now();

        projects.send(project.updateProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 2);

        String container = Sandbox.ORGANIZATION + "/mlops-" + project.group() + "-container-build";
        assertThat(repositories(project))
                .containsAll(before)
                .contains(container)
                .hasSize(before.size() + 1);
        assertThat(projects.writesSince(from)).allMatch(call -> !call.target().contains("model-training"));
    }

    @Test
    void aPlanWithoutGatesIsToldAmongTheDifferencesOfTheProject() {
        SageMakerProjectScene project = projects.project("train-and-deploy", "ungated");
        sandbox.gitHub().protectionRules(Sandbox.ORGANIZATION, ProtectionRules.LEFT_OUT);

        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        sandbox.gitHub().protectionRules(Sandbox.ORGANIZATION, ProtectionRules.KEPT);

        assertThat(ledger.checks())
                .filteredOn(check -> check.subject().equals(TypedProjects.subject(project)))
                .flatExtracting(Check::differences)
                .anyMatch(difference -> difference.contains("production") && difference.contains("reviewers"));
    }

    @Test
    void noAddressOfAnAnswerIsLoggedWhateverBecomesOfTheAnswer() {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("secretive");
        Map<String, String> train = TypedProjects.request(project, "train");
        try (var log = new CapturedLog()) {
            projects.send(project.customResource("Create", null, train, stacks.url("taken"), "taken"));
            awaitAnswer("taken");
            stacks.refuseNext(1);
            projects.send(project.customResource("Delete", "acme/none", train, stacks.url("late"), "late"));
            awaitAnswer("late");
            projects.send(project.customResource(
                    "Create", null, TypedProjects.request(project, "no-such-type"), stacks.url("refused"), "refused"));
            awaitAnswer("refused");
            projects.awaitQuiet();

            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(StackAnswers.CANARY));
        }
        assertThat(ledger.runs(1000).toString()).doesNotContain(StackAnswers.CANARY);
        assertThat(sandbox.aws().outcomes().toString()).doesNotContain(StackAnswers.CANARY);
    }

    @Test
    void aRequestThatWasRefusedIsNotAnsweredAgain() {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("twice");
        String request = project.customResource(
                "Create", null, TypedProjects.request(project, "no-such-type"), stacks.url("twice"), "twice");
        projects.send(request);
        awaitAnswer("twice");
        projects.awaitQuiet();

        projects.send(request);
        projects.awaitQuiet();

        assertThat(stacks.answers())
                .filteredOn(answer -> answer.requestId().equals("twice"))
                .hasSize(1);
    }

    @Test
    void anAnswerWhoseAddressIsNoGoodAnyMoreIsGivenUp() {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("overdue");

        projects.send(project.customResource(
                "Delete",
                "acme/none",
                TypedProjects.request(project, "train"),
                stacks.url("over") + "&late=1",
                "over"));

        projects.awaitQuiet();
        assertThat(sandbox.aws().messages(sandbox.aws().deadLettersQueue())).isEmpty();
    }

    private static JsonNode awaitAnswer(String requestId) {
        await("answer to " + requestId)
                .atMost(ENOUGH)
                .until(() -> stacks.answers().stream()
                        .anyMatch(each -> each.requestId().equals(requestId)));
        return stacks.answers().stream()
                .filter(each -> each.requestId().equals(requestId))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private static String repository(SageMakerProjectScene project, String role) {
        return Sandbox.ORGANIZATION + "/" + project.group() + "-" + role;
    }

    private static List<String> repositories(SageMakerProjectScene project) {
        return sandbox.gitHub().repositories().stream()
                .filter(name -> name.contains(project.group()))
                .toList();
    }

    private static ProjectState state(SageMakerProjectScene project) {
        return ledger.overview()
                .project(TypedProjects.subject(project))
                .map(entry -> entry.state())
                .orElse(ProjectState.DONE);
    }

    private static String entryReason(SageMakerProjectScene project) {
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.resources().contains(TypedProjects.subject(project)))
                .map(outcome -> outcome.detail().path("reason").asText())
                .findFirst()
                .orElse("");
    }
}
