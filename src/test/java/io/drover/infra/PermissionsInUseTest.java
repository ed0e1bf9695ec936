package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.DroverInProcess;
import io.drover.sandbox.FreePort;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.http.Call;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All flows and all that people do to dead letters, against the sandbox: what Drover calls on AWS is what it asks to be allowed. */
class PermissionsInUseTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path data;

    private final int port = FreePort.near(0);

    @Test
    void everyPermissionIsUsedAndNothingIsCalledWithoutOne() throws Exception {
        try (Sandbox sandbox = new Sandbox();
                DroverInProcess drover = DroverInProcess.start(environment(sandbox))) {
            ProjectScene project = sandbox.project("everything");
            onboard(sandbox, project);
            onboard(sandbox, sandbox.project("untooled").withoutTooling());
            deployAndRollBack(sandbox, project);
            handleDeadLetters(sandbox);
            await().atMost(ENOUGH).until(() -> called(sandbox).contains("datazone:ListProjects"));

            assertThat(called(sandbox)).isEqualTo(NeededActions.all());
            assertThat(sandbox.violations()).isEmpty();
            assertThat(drover.camel().isStarted()).isTrue();
        }
    }

    private Map<String, String> environment(Sandbox sandbox) {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("CAMEL_SERVER_PORT", String.valueOf(port));
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_DEPLOYMENT_ON_REJECTION", "rollback");
        environment.put("DROVER_DEPLOYMENT_WRITE_METADATA", "true");
        environment.put("DROVER_RECONCILE_DOMAINS", AwsStandIn.DOMAIN);
        environment.put("DROVER_RECONCILE_INTERVAL", "5s");
        return environment;
    }

    private static void onboard(Sandbox sandbox, ProjectScene project) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        awaitOutcome(sandbox, "Drover Project Ready", project.domainId() + "/" + project.projectId());
    }

    private static void deployAndRollBack(Sandbox sandbox, ProjectScene project) {
        String repository = Sandbox.deployRepository(project);
        sandbox.gitHub()
                .workflowRuns()
                .plan(repository, List.of(RunStep.queued(), RunStep.completed(Duration.ofMillis(100), "success")));
        ModelGroupScene group = sandbox.aws().models(project);
        ModelPackageScene first = group.register("Approved");
        awaitOutcome(sandbox, "Drover Deployment Finished", first.arn());
        ModelPackageScene second = group.register("Approved");
        awaitOutcome(sandbox, "Drover Deployment Finished", second.arn());

        second.reject("It drifts");

        await().atMost(ENOUGH)
                .until(() -> sandbox.gitHub().workflowRuns().runs(repository).size() == 3);
    }

    /** Retry, redrive and drop; the event cannot be read and so comes back each time. */
    private void handleDeadLetters(Sandbox sandbox) throws Exception {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), "no JSON");
        awaitDeadLetter(sandbox);
        request("POST", "/retry");
        awaitDeadLetter(sandbox);
        request("POST", "/redrive?to=project-events");
        request("GET", "/redrive");
        awaitDeadLetter(sandbox);
        String letters = request("GET", "");
        String id = Yaml.readJson(letters).path("letters").path(0).path("id").asText();
        request("DELETE", "/" + id);
    }

    private static void awaitDeadLetter(Sandbox sandbox) {
        await().atMost(ENOUGH).until(() -> sandbox.aws().waiting(sandbox.aws().deadLettersQueue()) == 1);
    }

    private String request(String method, String path) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/dead-letters" + path))
                                .header("X-Drover-Request", "true")
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void awaitOutcome(Sandbox sandbox, String type, String resource) {
        await(resource)
                .atMost(ENOUGH)
                .until(() -> sandbox.aws().outcomes().stream()
                        .anyMatch(outcome -> outcome.detailType().equals(type)
                                && outcome.resources().contains(resource)));
    }

    private static Set<String> called(Sandbox sandbox) {
        return sandbox.log().calls().stream()
                .filter(call -> !Set.of("github", "git").contains(call.system()))
                .map(PermissionsInUseTest::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As policies name it: a batch needs what one of its entries needs. */
    private static String action(Call call) {
        String service = call.system().equals("tagging") ? "tag" : call.system();
        return service + ":" + call.operation().replaceFirst("Batch$", "");
    }
}
