package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.TypedProjects;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.SageMakerProjectScene;
import io.drover.sandbox.aws.StackAnswers;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.github.StandInRun;
import io.drover.sandbox.http.CallLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SageMaker Projects from their events to their repositories, over the packaged routes. */
class TypedProjectsTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final String ACME = Sandbox.ORGANIZATION + "/";

    @TempDir
    static Path data;

    private static final CallLog ANSWERS_LOG = new CallLog();

    private static Sandbox sandbox;
    private static TypedProjects projects;
    private static DroverInProcess drover;
    private static StackAnswers stacks;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        projects = new TypedProjects(sandbox);
        stacks = new StackAnswers(ANSWERS_LOG);
        Map<String, String> environment = projects.environment(data);
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_PROJECT_ON_DELETION", "archive");
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        stacks.close();
        sandbox.close();
    }

    @AfterEach
    void everythingFitsTheDescriptions() {
        assertThat(sandbox.violations()).isEmpty();
        assertThat(stacks.violations()).isEmpty();
    }

    static List<String> types() {
        return TypedProjects.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachTypeGetsItsRepositoriesAndASecondRunWritesNothing(String type) {
        SageMakerProjectScene project = projects.project(type, "all-" + type);

        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        Duration from = sandbox.log().now();
        projects.send(project.updateProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 2);

        assertThat(projects.writesSince(from)).isEmpty();
    }

    @Test
    void trainAndDeployHasSecretsVariablesEnvironmentsAndItsDeveloperBeforeItsFirstTraining() {
        SageMakerProjectScene project =
                projects.project("train-and-deploy", "whole").parameter("BringYourOwnContainer", "true");

        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);

        String prefix = ACME + "mlops-" + project.group();
        String training = prefix + "-model-training";
        String deployment = prefix + "-model-deployment-real-time";
        assertThat(sandbox.gitHub().repositories()).contains(training, deployment, prefix + "-container-build");
        assertThat(sandbox.gitHub().variables(training))
                .containsEntry("SAGEMAKER_PROJECT_NAME_ID", project.group())
                .containsEntry("SAGEMAKER_PROJECT_ARN", project.arn())
                .hasSize(7);
        assertThat(sandbox.gitHub().secrets(deployment))
                .containsEntry("AWS_PREPROD_ACCOUNT_NUMBER", "222233334444")
                .containsEntry("AWS_PROD_ACCOUNT_NUMBER", "333344445555")
                .hasSize(3);
        assertThat(sandbox.gitHub()
                        .protection(deployment, "production")
                        .orElseThrow()
                        .reviewers())
                .hasSize(1);
        // Named by a workflow only: it is there too, before GitHub would make it without a word.
        assertThat(sandbox.gitHub().protection(deployment, "pre-production")).isPresent();
        assertThat(sandbox.gitHub().permissions(training)).containsEntry("user/" + TypedProjects.DEVELOPER, "maintain");
        assertThat(runs(training)).hasSize(1);
    }

    @Test
    void waitsUntilSageMakerHasMadeTheProject() {
        SageMakerProjectScene project = projects.project("train", "patient")
                .status(StatusScript.polls("CreateInProgress", 3).then("CreateCompleted"));

        projects.send(project.createProjectEvent());

        projects.awaitOutcome("Drover Project Ready", project, 1);
        assertThat(sandbox.gitHub().repositories()).contains(ACME + "mlops-" + project.group() + "-model-training");
    }

    @Test
    void aProjectThatFailedGetsNoRepositoryAndItsReasonIsTold() {
        SageMakerProjectScene project = projects.project("train", "failed")
                .status(StatusScript.always("CreateFailed"))
                .failure("No quota is left");

        projects.send(project.createProjectEvent());
        projects.send(project.stackEvent("ROLLBACK_COMPLETE"));

        projects.awaitOutcome("Drover Project Failed", project, 1);
        projects.awaitQuiet();
        assertThat(sandbox.aws().outcomes())
                .filteredOn(outcome -> outcome.resources().contains(TypedProjects.subject(project)))
                .anyMatch(outcome -> outcome.detail().path("reason").asText().contains("No quota is left"));
        assertThat(sandbox.gitHub().repositories()).noneMatch(name -> name.contains(project.group()));
    }

    @Test
    void aProjectOfNobodysProductIsLeftAlone() {
        SageMakerProjectScene project =
                sandbox.aws().sageMakerProject("foreign").product("prod-of-others");

        projects.send(project.createProjectEvent());

        projects.awaitOutcome("Drover Project Stopped", project, 1);
        assertThat(sandbox.gitHub().repositories()).noneMatch(name -> name.contains(project.group()));
    }

    @Test
    void aDeletedProjectsRepositoriesAreArchivedOnceAndNeverMadeAgain() {
        SageMakerProjectScene project = projects.project("train", "deleted");
        String training = ACME + "mlops-" + project.group() + "-model-training";
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        project.gone();

        projects.send(project.deleteProjectEvent());
        projects.awaitOutcome("Drover Project Deleted", project, 1);
        assertThat(sandbox.gitHub().isArchived(training)).isTrue();
        assertThat(sandbox.gitHub().secrets(training)).isEmpty();
        Duration from = sandbox.log().now();
        projects.send(project.stackEvent("DELETE_COMPLETE"));
        projects.send(project.createProjectEvent());
        projects.send(project.updateProjectEvent());
        projects.awaitQuiet();

        assertThat(projects.writesSince(from)).isEmpty();
    }

    @Test
    void anApprovedModelStartsTheWorkflowOfItsTypeWithThePackageOnce() {
        SageMakerProjectScene project = projects.project("train-and-deploy", "approved");
        String deployment = ACME + "mlops-" + project.group() + "-model-deployment-real-time";
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        ModelPackageScene model =
                sandbox.aws().models(project).eventsPerChange(2).register();

        model.approve("Error below the threshold");

        await().atMost(ENOUGH).until(() -> runs(deployment).size() == 1);
        projects.awaitQuiet();
        assertThat(runs(deployment)).hasSize(1);
        assertThat(runs(deployment).get(0).inputs()).containsEntry("model_package_arn", model.arn());
    }

    @Test
    void severalPushesOfImagesStartOneTraining() {
        SageMakerProjectScene project =
                projects.project("train-and-deploy", "pushed").parameter("BringYourOwnContainer", "true");
        String training = ACME + "mlops-" + project.group() + "-model-training";
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);

        projects.sendToModels(project.imagePushedEvent("mlops-pushed-training-dev", "sha256:" + "a".repeat(64), "1"));
        projects.sendToModels(project.imagePushedEvent("mlops-pushed-processing-dev", "sha256:" + "b".repeat(64), "1"));
        projects.sendToModels(project.imagePushedEvent("somebody-elses", "sha256:" + "c".repeat(64), "1"));

        // The first run of the project is one of them.
        await().atMost(ENOUGH).until(() -> runs(training).size() == 2);
        projects.awaitQuiet();
        assertThat(runs(training)).hasSize(2);
        assertThat(runs(training).stream().flatMap(run -> run.inputs().values().stream()))
                .anyMatch(value -> value.startsWith("sha256:"));
    }

    @Test
    void aFailedPipelineOpensOneIssueInTheTrainingRepository() {
        SageMakerProjectScene project = projects.project("train", "broken");
        String training = ACME + "mlops-" + project.group() + "-model-training";
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);

        projects.sendToModels(project.pipelineFailedEvent("No data"));
        await().atMost(ENOUGH).until(() -> !sandbox.gitHub().issues(training).isEmpty());
        projects.sendToModels(project.pipelineFailedEvent("No data again"));
        projects.awaitQuiet();
        assertThat(sandbox.gitHub().issues(training)).hasSize(1);
    }

    @Test
    void aCustomResourceIsAnsweredOnceWithTheRepositoryAsItsName() throws IOException {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("asked").product("prod-of-the-stack");
        String repository = ACME + "mlops-" + project.group() + "-model-training";
        Map<String, String> properties = new HashMap<>(TypedProjects.request(project, "train"));
        properties.put("GithubAccessToken", "ghp_canary8TokenOfATemplate000000000000");

        String create = project.customResource("Create", null, properties, stacks.url("create-1"), "create-1");
        projects.send(create);
        projects.send(create);
        JsonNode answer = awaitAnswer("create-1");
        assertThat(answer.path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(answer.path("PhysicalResourceId").asText()).isEqualTo(repository);
        assertThat(answer.path("Data").path("Repositories").asText()).isEqualTo(repository);
        assertThat(sandbox.gitHub().repositories()).contains(repository);

        // SageMaker's own event comes when the stack is there: everything is done.
        projects.send(project.createProjectEvent());
        projects.awaitOutcome("Drover Project Ready", project, 1);
        Duration from = sandbox.log().now();
        projects.send(project.customResource("Update", repository, properties, stacks.url("update-1"), "update-1"));
        assertThat(awaitAnswer("update-1").path("PhysicalResourceId").asText()).isEqualTo(repository);
        assertThat(projects.writesSince(from)).isEmpty();

        projects.send(project.customResource("Delete", repository, properties, stacks.url("delete-1"), "delete-1"));
        assertThat(awaitAnswer("delete-1").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(sandbox.gitHub().isArchived(repository)).isTrue();
        projects.awaitQuiet();
        assertThat(stacks.answers())
                .filteredOn(each -> each.requestId().equals("create-1"))
                .hasSize(1);
        assertNothingKept("canary8Token");
    }

    @Test
    void aCustomResourceThatCannotBeDoneIsAnsweredWithTheReason() {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("hopeless");

        projects.send(project.customResource(
                "Create", null, TypedProjects.request(project, "no-such-type"), stacks.url("bad-1"), "bad-1"));

        JsonNode answer = awaitAnswer("bad-1");
        assertThat(answer.path("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.path("Reason").asText()).contains("no project type 'no-such-type'", "train-and-deploy");
    }

    @Test
    void theDeletionOfACustomResourceThatDroverDoesNotKnowSucceeds() {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("unknown");

        projects.send(project.customResource(
                "Delete", "acme-ml/nowhere", TypedProjects.request(project, "train"), stacks.url("gone-1"), "gone-1"));

        assertThat(awaitAnswer("gone-1").path("Status").asText()).isEqualTo("SUCCESS");
        assertThat(awaitAnswer("gone-1").path("PhysicalResourceId").asText()).isEqualTo("acme-ml/nowhere");
    }

    @Test
    void anAnswerThatIsNotTakenIsGivenAgain() {
        SageMakerProjectScene project = sandbox.aws().sageMakerProject("stubborn");
        stacks.refuseNext(2);

        projects.send(project.customResource(
                "Delete",
                "acme-ml/nowhere",
                TypedProjects.request(project, "train"),
                stacks.url("again-1"),
                "again-1"));

        assertThat(awaitAnswer("again-1").path("Status").asText()).isEqualTo("SUCCESS");
    }

    /** Neither the ledger nor anything else in Drover's folder has it. */
    private static void assertNothingKept(String canary) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(canary);
            }
        }
    }

    private static JsonNode awaitAnswer(String requestId) {
        await().atMost(ENOUGH)
                .until(() -> stacks.answers().stream()
                        .anyMatch(each -> each.requestId().equals(requestId)));
        return stacks.answers().stream()
                .filter(each -> each.requestId().equals(requestId))
                .findFirst()
                .orElseThrow()
                .body();
    }

    private static List<StandInRun> runs(String repository) {
        return sandbox.gitHub().workflowRuns().runs(repository);
    }
}
