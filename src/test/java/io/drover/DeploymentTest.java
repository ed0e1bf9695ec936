package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.github.StandInRun;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments of models through the whole product in this process, against the sandbox. */
class DeploymentTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final Path TEMPLATE = Path.of("templates", "regression", "model_deploy");

    @TempDir
    static Path data;

    private static Sandbox sandbox;
    private static DroverInProcess drover;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_DEPLOYMENT_SETTLE_TIME", "2s");
        environment.put("DROVER_DEPLOYMENT_ON_REJECTION", "rollback");
        environment.put("DROVER_DEPLOYMENT_WRITE_METADATA", "true");
        environment.put("DROVER_RETRY_ATTEMPTS", "5");
        environment.put("DROVER_QUEUE_MAX_RECEIVES", "2");
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "12");
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
    }

    @AfterEach
    void noMoreFaults() {
        sandbox.gitHub().server().faults(request -> Optional.empty());
        sandbox.gitHub().workflowRuns().returnsRunDetails(true);
    }

    @Test
    void anApprovedModelIsDeployedOnceAndFollowedToItsEnd() {
        Scene scene = scene("approved");
        ModelPackageScene model = scene.group().eventsPerChange(3).register();

        model.approve("MSE 3.9");

        JsonNode outcome = finished(model).detail();
        assertThat(runs(scene))
                .hasSize(1)
                .first()
                .satisfies(run -> assertThat(run.inputs())
                        .containsEntry("model_package_arn", model.arn())
                        .containsEntry("logLevel", "info")
                        .containsKey("correlation_id")
                        .hasSize(3));
        assertThat(outcome.path("conclusion").asText()).isEqualTo("success");
        assertThat(outcome.path("workflowRun").asText()).contains(scene.repository() + "/actions/runs/");
        assertThat(outcome.path("durationSeconds").isIntegralNumber()).isTrue();
        assertThat(outcome.path("approvalDescription").asText()).isEqualTo("MSE 3.9");
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(model.metadata()).containsEntry("DroverDeployment", "success"));
        assertThat(outcomes("Drover Model Registered", model)).hasSize(1);
        awaitEmptyQueue();
        assertThat(outcomes("Drover Deployment Finished", model)).hasSize(1);
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void anEditOfAnApprovedModelStartsNothing() {
        Scene scene = scene("edited");
        ModelPackageScene model = scene.group().register("Approved");
        finished(model);

        model.describe("A better description");
        model.lifeCycle("Production", "Approved");
        model.approve("Approved once more, which it was");
        awaitEmptyQueue();

        assertThat(runs(scene)).hasSize(1);
    }

    @Test
    void whoApprovedAModelIsToldWithItsOutcomeWhenCloudTrailHasTold() throws IOException {
        Scene scene = scene("reviewed");
        ModelPackageScene model = scene.group().register();
        JsonNode review = review(model);

        sandbox.aws().send(sandbox.aws().modelEventsQueue(), review.toString());
        model.approve("MSE 3.9");

        assertThat(finished(model).detail().path("reviewedBy").asText())
                .isEqualTo("arn:aws:sts::111122223333:assumed-role/lead_data_scientist_role/SageMaker");
        awaitEmptyQueue();
        assertThat(runs(scene)).hasSize(1);
    }

    @Test
    void fromEventToDispatchItTakesThreeCallsAndOneWhenAllIsKnown() {
        Scene scene = scene("counted");
        Duration before = sandbox.log().now();
        ModelPackageScene first = scene.group().register("Approved");
        finished(first);
        List<Call> cold = callsUntilDispatch(before);
        Duration between = sandbox.log().now();

        ModelPackageScene second = scene.group().register("Approved");
        finished(second);

        assertThat(cold).extracting(Call::operation).hasSize(3);
        assertThat(callsUntilDispatch(between)).hasSize(1);
    }

    @Test
    void aDispatchWhoseAnswerWasLostIsNotSentTwice() {
        Scene scene = scene("lostanswer");
        failFirstDispatch(Fault.cutAfter());

        ModelPackageScene model = scene.group().register("Approved");

        assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
        assertThat(runs(scene)).hasSize(1);
    }

    @Test
    void aDispatchThatNeverArrivedIsSentAgain() {
        Scene scene = scene("lostrequest");
        failFirstDispatch(Fault.cutBefore());

        ModelPackageScene model = scene.group().register("Approved");

        assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
        assertThat(runs(scene)).hasSize(1);
    }

    @Test
    void whatCannotBeDecidedIsParkedAsUncertainAndNotGuessed() {
        Scene scene = scene("uncertain");
        sandbox.gitHub()
                .commit(
                        scene.repository(),
                        "main",
                        Map.of(".github/workflows/deploy_model_pipeline.yml", "on: workflow_dispatch\n"),
                        "A workflow that shows nothing");
        AtomicInteger dispatches = new AtomicInteger();
        sandbox.gitHub().server().faults(request -> {
            if (!request.path().endsWith("/dispatches") || dispatches.incrementAndGet() > 1) {
                return Optional.empty();
            }
            // Somebody starts it by hand at the same moment.
            startByHand(scene);
            return Optional.of(Fault.cutAfter());
        });

        scene.group().register("Approved");

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(
                                sandbox.aws().messages(sandbox.aws().deadLettersQueue()))
                        .anySatisfy(message -> assertThat(message.attributes().get("reason"))
                                .contains("It is uncertain whether GitHub started", scene.repository())));
        assertThat(runs(scene)).hasSize(2);
    }

    @Test
    void aServerThatDoesNotTellTheRunIsAskedForIt() {
        Scene scene = scene("ghes");
        sandbox.gitHub().workflowRuns().returnsRunDetails(false);

        ModelPackageScene model = scene.group().register("Approved");

        assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
        assertThat(runs(scene)).hasSize(1);
    }

    @Test
    void aDeploymentThatWaitsForApprovalGoesOnWhenItIsGiven() {
        Scene scene = scene("gated");
        sandbox.gitHub().user("octocat");
        sandbox.gitHub()
                .workflowRuns()
                .plan(
                        scene.repository(),
                        List.of(
                                RunStep.queued(),
                                RunStep.waiting(Duration.ofMillis(100), "production", "octocat"),
                                RunStep.completed(Duration.ofMillis(100), "success")));
        ModelPackageScene model = scene.group().register("Approved");
        await().atMost(ENOUGH).until(() -> !runs(scene).isEmpty());
        await().atMost(ENOUGH)
                .until(() -> sandbox.log().calls().stream()
                        .anyMatch(call -> call.target().contains("/pending_deployments")));

        sandbox.gitHub().workflowRuns().approve(runs(scene).get(0).id());

        assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
    }

    @Test
    void aDeploymentThatFailsIsToldSo() {
        Scene scene = scene("failing");
        sandbox.gitHub()
                .workflowRuns()
                .plan(
                        scene.repository(),
                        List.of(RunStep.queued(), RunStep.completed(Duration.ofMillis(100), "failure")));

        ModelPackageScene model = scene.group().register("Approved");

        assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("failure");
    }

    @Test
    void theRejectionOfADeployedModelGoesBackToTheOneBefore() {
        Scene scene = scene("rollback");
        ModelPackageScene first = scene.group().register("Approved");
        finished(first);
        ModelPackageScene second = scene.group().register("Approved");
        finished(second);

        second.reject("It drifts");

        await().atMost(ENOUGH).untilAsserted(() -> assertThat(runs(scene)).hasSize(3));
        assertThat(runs(scene).stream().map(run -> run.inputs().get("model_package_arn")))
                .containsExactlyInAnyOrder(first.arn(), second.arn(), first.arn());
        awaitEmptyQueue();
    }

    @Test
    void theRejectionOfAModelThatWasNeverDeployedStartsNothing() {
        Scene scene = scene("rejected");
        finished(scene.group().register("Approved"));
        ModelPackageScene second = scene.group().register();

        second.reject("No");
        awaitEmptyQueue();

        assertThat(runs(scene)).hasSize(1);
    }

    @Test
    void aModelOfNoProjectIsDropped() {
        long before = dispatches();

        sandbox.aws().modelGroup("somebody-elses").register("Approved");
        awaitEmptyQueue();

        assertThat(dispatches()).isEqualTo(before);
    }

    @Test
    void aRepositoryWithoutTheWorkflowEndsParkedWithWhatToDo() {
        ProjectScene project = sandbox.project("noworkflow");

        sandbox.aws().models(project).register("Approved");

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(
                                sandbox.aws().messages(sandbox.aws().deadLettersQueue()))
                        .anySatisfy(message -> assertThat(message.attributes().get("reason"))
                                .contains("deploy_model_pipeline.yml", Sandbox.deployRepository(project))));
    }

    @Test
    void aRateLimitDelaysTheDispatchAndDoesNotDoubleIt() {
        Scene scene = scene("limited");
        failFirstDispatch(
                Fault.instead(Response.json(429, "{\"message\":\"slow down\"}").with("Retry-After", "1")));

        ModelPackageScene model = scene.group().register("Approved");

        assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
        assertThat(runs(scene)).hasSize(1);
    }

    private record Scene(ProjectScene project, String repository, ModelGroupScene group) {}

    private static Scene scene(String id) {
        ProjectScene project = sandbox.project(id);
        String repository = Sandbox.deployRepository(project);
        sandbox.gitHub().createRepository(repository, TEMPLATE);
        sandbox.gitHub()
                .workflowRuns()
                .plan(
                        repository,
                        List.of(
                                RunStep.queued(),
                                RunStep.inProgress(Duration.ofMillis(100)),
                                RunStep.completed(Duration.ofMillis(300), "success")));
        return new Scene(project, repository, sandbox.aws().models(project));
    }

    private static void failFirstDispatch(Fault fault) {
        AtomicInteger dispatches = new AtomicInteger();
        sandbox.gitHub()
                .server()
                .faults(request -> request.path().endsWith("/dispatches") && dispatches.incrementAndGet() == 1
                        ? Optional.of(fault)
                        : Optional.empty());
    }

    /** CloudTrail's event, as if it were about this model. */
    private static JsonNode review(ModelPackageScene model) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                DeploymentTest.class.getResourceAsStream("/events/cloudtrail-update-model-package.json"))) {
            JsonNode event = new ObjectMapper().readTree(file);
            for (String part : List.of("requestParameters", "responseElements")) {
                ((ObjectNode) event.path("detail").path(part)).put("modelPackageArn", model.arn());
            }
            return event;
        }
    }

    private static void startByHand(Scene scene) {
        URI dispatches = URI.create("%s/repos/%s/actions/workflows/deploy_model_pipeline.yml/dispatches"
                .formatted(sandbox.gitHub().apiUrl(), scene.repository()));
        HttpRequest request = HttpRequest.newBuilder(dispatches)
                .header("Authorization", "Bearer " + sandbox.token())
                .POST(BodyPublishers.ofString("{\"ref\":\"main\"}"))
                .build();
        try {
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(204);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<StandInRun> runs(Scene scene) {
        return sandbox.gitHub().workflowRuns().runs(scene.repository());
    }

    private static OutcomeEvent finished(ModelPackageScene model) {
        await().atMost(ENOUGH)
                .until(() -> !outcomes("Drover Deployment Finished", model).isEmpty());
        return outcomes("Drover Deployment Finished", model).get(0);
    }

    private static List<OutcomeEvent> outcomes(String type, ModelPackageScene model) {
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.detailType().equals(type))
                .filter(outcome -> outcome.resources().contains(model.arn()))
                .toList();
    }

    private static List<Call> callsUntilDispatch(Duration from) {
        List<Call> calls = sandbox.log()
                .calls(call -> call.started().compareTo(from) >= 0
                        && !call.system().equals("sqs")
                        && !call.target().contains("/commits")
                        && !call.operation().equals("UpdateModelPackage")
                        && !call.operation().equals("PutEvents"));
        int dispatch = 0;
        while (!calls.get(dispatch).target().endsWith("/dispatches")) {
            dispatch++;
        }
        return calls.subList(0, dispatch + 1);
    }

    private static long dispatches() {
        return sandbox.log().calls().stream()
                .filter(call -> call.target().endsWith("/dispatches"))
                .count();
    }

    private static void awaitEmptyQueue() {
        await().atMost(ENOUGH)
                .until(() ->
                        sandbox.aws().messages(sandbox.aws().modelEventsQueue()).isEmpty());
    }
}
