package io.drover;

import static io.drover.EditedRoutes.FLOW;
import static io.drover.EditedRoutes.flow;
import static io.drover.EditedRoutes.packaged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.console.RoutesInForce;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of routes are edited while projects are worked on, against the sandbox. The name of the outcome event tells which edition ran. */
class RouteReloadTest {
    private static final Duration ENOUGH = Duration.ofMinutes(1);
    private static final String ANNOUNCEMENT = "announce-outcome.camel.yaml";
    private static final String READY = "Drover Project Ready";

    private static EditedRoutes routes;
    private static Sandbox sandbox;
    private static DroverInProcess drover;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        routes = EditedRoutes.in(Files.createDirectory(folder.resolve("routes")));
        sandbox = new Sandbox();
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.putAll(routes.settings());
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "2");
        environment.put("DROVER_LEDGER_LEASE", "2s");
        environment.put("DROVER_HEALTH_INTERVAL", "200ms");
        environment.put("CAMEL_MAIN_SHUTDOWN_TIMEOUT", "1");
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
    }

    @BeforeEach
    void beginWithWhatIsShipped() {
        routes.reset();
        assertThat(look().problem()).isNull();
    }

    @Test
    void aGoodEditTakesEffectABrokenOneDoesNotAndNoProjectIsLost() {
        ProjectScene waiting = sandbox.project("waiting").deployment(StatusScript.always("IN_PROGRESS"));
        List<ProjectScene> projects = new ArrayList<>(List.of(waiting));
        send(waiting);
        projects.addAll(send("before", 4));

        routes.write(FLOW, flow().replace(READY, "First Edition"));
        projects.addAll(send("during", 4));
        look();
        awaitOutcome(project("first"), "First Edition");

        routes.write(FLOW, flow().replace(READY, "Second Edition").replace("method: requireReady", "method: demand"));
        assertThat(look().problem()).containsPattern(FLOW + ":\\d+:\\d+: error: bean 'require-ready': .*'demand'");
        awaitHealth("DEGRADED");
        awaitOutcome(project("kept"), "First Edition");

        routes.write(FLOW, flow().replace(READY, "Third Edition"));
        assertThat(look().problem()).isNull();
        awaitHealth("UP");
        waiting.deployment(StatusScript.always("SUCCESSFUL"));
        awaitOutcome(waiting, "Third Edition");

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(projects)
                        .allSatisfy(project -> assertThat(outcomes(project)).hasSize(1)));
        assertThat(sandbox.aws().messages(sandbox.aws().deadLettersQueue())).isEmpty();
    }

    @Test
    void whatOnlyCamelRefusesBringsTheFlowBeforeBack() {
        routes.write(FLOW, flow().replace("\"${body.subject}\"", "\"${body.subject\""));

        assertThat(look().problem()).contains("Camel refused", FLOW);

        awaitOutcome(project("before"), READY);
        routes.write(FLOW, flow().replace(READY, "Next Edition"));
        assertThat(look().problem()).isNull();
        awaitOutcome(project("next"), "Next Edition");
    }

    @Test
    void aNewFileIsAddedARemovedOneGivesWayToThePackagedOneAndErrorHandlingReachesAllRoutes() {
        int routesBefore = drover.camel().getRoutesSize();
        routes.write("hello.camel.yaml", """
                - route:
                    id: hello
                    from:
                      uri: direct
                      parameters: {name: hello}
                      steps:
                        - log: {message: hello}
                """);
        routes.write(
                "error-handling.camel.yaml",
                packaged("error-handling.camel.yaml").replace("Given up at last", "Given up"));
        routes.write(ANNOUNCEMENT, packaged(ANNOUNCEMENT).replace("\"${exchangeProperty.outcomeEvent}\"", "Mine"));
        Instant before = look().since();
        awaitOutcome(project("mine"), "Mine");

        routes.remove(ANNOUNCEMENT);
        routes.remove("error-handling.camel.yaml");
        assertThat(look().since()).isAfter(before);
        awaitOutcome(project("theirs"), READY);
        assertThat(drover.camel().getRoutesSize()).isEqualTo(routesBefore + 1);
    }

    private static RoutesInForce look() {
        return EditedRoutes.lookedAt(drover.camel()).state();
    }

    private static void awaitHealth(String state) {
        await().atMost(ENOUGH)
                .until(
                        () -> HealthCheckHelper.invokeReadiness(drover.camel()).stream()
                                .filter(result -> result.getCheck().getId().equals("own-routes"))
                                .map(result ->
                                        String.valueOf(result.getDetails().get("state")))
                                .findFirst()
                                .orElse(""),
                        state::equals);
    }

    private static List<ProjectScene> send(String prefix, int number) {
        List<ProjectScene> projects = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            projects.add(project(prefix + i));
        }
        return projects;
    }

    private static ProjectScene project(String id) {
        ProjectScene project = sandbox.project(id);
        send(project);
        return project;
    }

    private static void send(ProjectScene project) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
    }

    private static void awaitOutcome(ProjectScene project, String name) {
        await("project " + project.projectId())
                .atMost(ENOUGH)
                .untilAsserted(() -> assertThat(outcomes(project))
                        .extracting(OutcomeEvent::detailType)
                        .containsExactly(name));
    }

    private static List<OutcomeEvent> outcomes(ProjectScene project) {
        String subject = project.domainId() + "/" + project.projectId();
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.resources().contains(subject))
                .toList();
    }
}
