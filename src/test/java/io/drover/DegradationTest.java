package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import io.drover.sandbox.http.TcpProxy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Drover does while something that it needs is away, and when that is back: the whole product in this process. */
class DegradationTest {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    /** An outage that is long enough for every pause to be taken once. */
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Sandbox sandbox = new Sandbox();
    private final CapturedLog log = new CapturedLog();
    private final List<DroverInProcess> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(DroverInProcess::close);
        sandbox.close();
        log.close();
    }

    private void start(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("DROVER_HEALTH_INTERVAL", "300ms");
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "6");
        environment.putAll(more);
        started.add(DroverInProcess.start(environment));
        awaitState("readiness", true);
    }

    @Test
    void receivesAtOnceNotOnlyAfterTheNextLookAtTheLedger() throws Exception {
        ProjectScene project = sandbox.project("first");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("DROVER_HEALTH_INTERVAL", "1h");

        started.add(DroverInProcess.start(environment));

        awaitReady(project);
    }

    @Test
    void withoutSqsItIsAliveNotReadyAsksSeldomAndGoesOnByItself() throws Exception {
        start(Map.of());
        var asked = new AtomicInteger();
        sandbox.aws()
                .server()
                .faults(request -> sqs(request, "ReceiveMessage").map(receive -> {
                    asked.incrementAndGet();
                    return Fault.cutBefore();
                }));
        sandbox.aws().abandonReceives();
        ProjectScene project = sandbox.project("patient");

        awaitDown("feed-project-events", "Nothing is received from project-events. AWS cannot be reached");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(() -> true);

        assertThat(isUp("liveness")).isTrue();
        // Four consumers of each of two feeds notice it, then one alone tries after 1, 2, 4, 8 s; the SDK makes four
        // attempts of each.
        assertThat(asked.get()).isLessThanOrEqualTo((2 * 4 + 2 * 5) * 4);
        assertThat(log.stacks()).isEmpty();
        assertThat(healthLines("feed-project-events")).hasSize(1);
        assertThat(sandbox.aws().waiting(sandbox.aws().projectEventsQueue())).isEqualTo(1);

        sandbox.aws().server().faults(request -> Optional.empty());

        awaitState("readiness", true);
        awaitReady(project);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    @Test
    void withExpiredCredentialsItSaysSoAndTakesNewOnesByItself() throws Exception {
        start(Map.of());
        Response expired = Response.json(
                403,
                "{\"__type\":\"com.amazon.coral.service#ExpiredTokenException\",\"message\":\"The security token included in the request is expired\"}");
        sandbox.aws().server().faults(request -> Optional.of(Fault.instead(expired)));
        sandbox.aws().abandonReceives();
        ProjectScene project = sandbox.project("expired");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

        awaitDown(
                "feed-project-events",
                "Nothing is received from project-events. The AWS credentials have expired (ExpiredToken");

        assertThat(isUp("liveness")).isTrue();
        sandbox.aws().server().faults(request -> Optional.empty());
        awaitReady(project);
        awaitState("readiness", true);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    @Test
    void throttledCallsAreTriedAgainAndNoMoreOftenThanFourTimesInARow() throws Exception {
        start(Map.of("DROVER_RETRY_DELAY", "100ms"));
        sandbox.aws().throttle("datazone", "GetProject", 7);
        sandbox.aws().throttle("sagemaker", "DescribeDomain", 5);
        sandbox.aws().throttle("iam", "PutRolePolicy", 5);
        ProjectScene project = sandbox.project("throttled");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

        awaitReady(project);

        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        assertThat(refused("GetProject")).hasSize(7);
        assertThat(refused("DescribeDomain")).hasSize(5);
        assertThat(refused("PutRolePolicy")).hasSize(5);
        // A step's try ends after the SDK's four attempts; Camel's next one begins after its pause.
        assertThat(log.lines())
                .filteredOn(line -> line.contains("↻") && line.contains("throttled"))
                .hasSize(1 + 1 + 1);
        assertThat(isUp("readiness")).isTrue();
    }

    @Test
    void withoutGitHubItIsReadyButDegradedAndTheWorkWaits() throws Exception {
        start(Map.of());
        sandbox.gitHub().server().faults(request -> Optional.of(Fault.cutBefore()));
        ProjectScene project = sandbox.project("offline");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(message("github")).startsWith("Degraded: GitHub could not be reached"));

        assertThat(isUp("readiness")).isTrue();
        assertThat(sandbox.aws().outcomes()).isEmpty();
        sandbox.gitHub().server().faults(request -> Optional.empty());
        awaitReady(project);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(message("github")).startsWith("GitHub answers"));
        assertThat(log.stacks()).isEmpty();
    }

    @Test
    void withoutItsDatabaseNothingIsReceivedOrAcknowledgedAndNothingIsLost() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                TcpProxy database = new TcpProxy(postgres.getPort())) {
            start(Map.of(
                    "DROVER_LEDGER_URL",
                    "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(database.port()),
                    "DROVER_LEDGER_USER",
                    "postgres"));
            ProjectScene begun = sandbox.project("begun").deployment(StatusScript.always("IN_PROGRESS"));
            sandbox.aws().send(sandbox.aws().projectEventsQueue(), begun.createProjectEvent());
            await().atMost(ENOUGH)
                    .untilAsserted(() -> assertThat(sandbox.awsCalls()).isNotEmpty());

            database.cut();
            awaitDown("ledger", "The ledger cannot be written. It cannot be reached");
            ProjectScene late = sandbox.project("late");
            sandbox.aws().send(sandbox.aws().projectEventsQueue(), late.createProjectEvent());
            sandbox.aws().abandonReceives();
            begun.deployment(StatusScript.always("SUCCESSFUL"));
            await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(() -> true);

            assertThat(isUp("liveness")).isTrue();
            assertThat(probeTime()).isLessThan(Duration.ofMillis(100));
            assertThat(sandbox.log().calls(call -> call.operation().startsWith("DeleteMessage")))
                    .isEmpty();
            assertThat(sandbox.aws().outcomes()).isEmpty();
            assertThat(log.stacks()).isEmpty();
            assertThat(healthLines("ledger")).hasSize(1);

            database.mend();
            awaitState("readiness", true);
            awaitReady(begun);
            awaitReady(late);
            await().atMost(ENOUGH)
                    .untilAsserted(() -> assertThat(
                                    sandbox.aws().messages(sandbox.aws().projectEventsQueue()))
                            .isEmpty());
            assertThat(sandbox.aws().messages(sandbox.aws().deadLettersQueue())).isEmpty();
            // Before its database goes.
            started.remove(0).close();
        }
    }

    @Test
    void aSuspendedFeedIsNotReadyAndNamed() throws Exception {
        start(Map.of());

        camel().getRouteController().suspendRoute("model-approved");

        assertThat(isUp("readiness")).isFalse();
        assertThat(isUp("liveness")).isTrue();
        assertThat(message("routes")).startsWith("model-approved is Suspended");
        camel().getRouteController().resumeRoute("model-approved");
        assertThat(isUp("readiness")).isTrue();
    }

    private CamelContext camel() {
        return started.get(0).camel();
    }

    private static Optional<Request> sqs(Request request, String operation) {
        return Optional.of(request).filter(any -> ("AmazonSQS." + operation).equals(any.header("x-amz-target")));
    }

    private List<Call> refused(String operation) {
        return sandbox.log().calls(call -> call.operation().equals(operation) && call.status() >= 400);
    }

    private List<String> healthLines(String check) {
        return log.lines().stream()
                .filter(line -> line.startsWith("Health: " + check + " is "))
                .toList();
    }

    private void awaitState(String kind, boolean up) {
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(isUp(kind))
                        .as(() -> results(kind).stream()
                                .map(result -> result.getMessage().orElse(""))
                                .toList()
                                .toString())
                        .isEqualTo(up));
    }

    private void awaitDown(String check, String sentence) {
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(message(check)).contains(sentence));
        assertThat(isUp("readiness")).isFalse();
    }

    private boolean isUp(String kind) {
        return results(kind).stream().allMatch(result -> result.getState() == State.UP);
    }

    private List<HealthCheck.Result> results(String kind) {
        return List.copyOf(
                kind.equals("readiness")
                        ? HealthCheckHelper.invokeReadiness(camel(), "full")
                        : HealthCheckHelper.invokeLiveness(camel(), "full"));
    }

    private String message(String check) {
        return HealthCheckHelper.invoke(camel(), check, Map.of())
                .flatMap(HealthCheck.Result::getMessage)
                .orElse("");
    }

    private Duration probeTime() {
        long begun = System.nanoTime();
        results("readiness");
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void awaitReady(ProjectScene project) {
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(project.domainId() + "/" + project.projectId())));
    }
}
