package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Expectation;
import io.drover.sandbox.FreePort;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health and faults of the machine, with the packaged JAR as a process. */
class DegradedJarIT {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    /** Less than H2's file has from the beginning, more than the log will have. */
    private static final long FULL = 32 * 1024;

    @TempDir
    Path folder;

    private final int port = FreePort.near(0);
    private final Sandbox sandbox = new Sandbox();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<DroverJar> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(DroverJar::close);
        sandbox.close();
    }

    private DroverJar run() {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "4");
        environment.put("DROVER_LEDGER_LEASE", "4s");
        environment.put("DROVER_HEALTH_INTERVAL", "1s");
        environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(port));
        var jar = DroverJar.start(environment, folder.resolve("output" + started.size() + ".txt"));
        started.add(jar);
        return jar;
    }

    @Test
    void aTakenPortEndsTheStartWithOneLineAndExitCode78() throws Exception {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            DroverJar drover = run();

            assertThat(drover.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(drover.process().exitValue()).isEqualTo(78);
            assertThat(drover.output().lines())
                    .singleElement()
                    .asString()
                    .startsWith("Drover cannot start: camel.management.port: port " + taken.getLocalPort())
                    .contains("CAMEL_MANAGEMENT_PORT");
        }
    }

    @Test
    void probesAndMetricsTellHowThingsStand() throws Exception {
        run();
        awaitStatus("/observe/health/ready", 200);
        ProjectScene project = sandbox.project("observed");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        awaitReady(project);

        String ready = get("/observe/health/ready?data=true").body();

        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(ready).findValuesAsText("name"))
                .contains(
                        "ledger",
                        "routes",
                        "github",
                        "runs",
                        "feed-project-events",
                        "feed-model-events",
                        "queue-dead-letters");
        // The run ends a moment after its outcome was told.
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(get("/observe/metrics").body())
                        .contains(
                                "drover_health{check=\"ledger\"} 1.0",
                                "drover_queue_messages{queue=\"dead-letters\",state=\"waiting\"} 0.0",
                                "drover_runs_stuck 0.0",
                                "drover_oldest_message_seconds{queue=\"project-events\"}",
                                "drover_runs_ended_total{flow=\"project-created\",outcome=\"done\"} 1.0",
                                "drover_run_duration_seconds_count{flow=\"project-created\"} 1"));
    }

    @Test
    void aSuspendedFeedReceivesNothingWhatIsUnderWayGoesOnAndNothingIsLost() throws Exception {
        run();
        awaitStatus("/observe/health/ready", 200);
        ProjectScene underWay = sandbox.project("under-way").deployment(StatusScript.always("IN_PROGRESS"));
        send(underWay);
        await().atMost(ENOUGH).until(() -> started.get(0).output().contains("IN_PROGRESS"));

        assertThat(steer("suspend()")).contains("\"status\":200");
        List<ProjectScene> held = List.of(sandbox.project("one"), sandbox.project("two"), sandbox.project("three"));
        held.forEach(this::send);
        underWay.deployment(StatusScript.always("SUCCESSFUL"));
        awaitReady(underWay);
        // Longer than a message that was received and not given back would stay hidden.
        await().during(Duration.ofSeconds(6))
                .atMost(Duration.ofSeconds(8))
                .until(() -> sandbox.aws().outcomes().size() == 1);
        assertThat(sandbox.aws().messages(sandbox.aws().projectEventsQueue())).hasSize(3);
        assertThat(get("/observe/health/ready").body()).contains("project-created is Suspended");

        assertThat(steer("resume()")).contains("\"status\":200");
        held.forEach(this::awaitReady);
        await().atMost(ENOUGH)
                .until(() -> sandbox.aws()
                        .messages(sandbox.aws().projectEventsQueue())
                        .isEmpty());
        assertThat(sandbox.aws().outcomes()).hasSize(4);
        awaitStatus("/observe/health/ready", 200);
    }

    private void send(ProjectScene project) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
    }

    private String steer(String operation) throws IOException, InterruptedException {
        String question = """
                {"type": "exec", "mbean": "org.apache.camel:context=drover,type=routes,name=\\"project-created\\"", "operation": "%s"}""".formatted(operation);
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/jolokia"))
                                .POST(BodyPublishers.ofString(question))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void aFullDiskStopsReceivingAndIsOvercomeWithAndWithoutARestart() throws Exception {
        DroverJar drover = run();
        awaitStatus("/observe/health/ready", 200);
        limitFiles(drover, String.valueOf(FULL));
        awaitStatus("/observe/health/ready", 503);
        ProjectScene first = sandbox.project("first");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), first.createProjectEvent());
        await().pollDelay(Duration.ofSeconds(10)).atMost(Duration.ofSeconds(20)).until(() -> true);

        assertThat(get("/observe/health/ready").body()).contains("The ledger cannot be written.");
        assertThat(get("/observe/health/live").statusCode()).isEqualTo(200);
        // A poll that waited already may have received it: then it is tried again and again, and not deleted.
        assertThat(sandbox.aws().messages(sandbox.aws().projectEventsQueue())).hasSize(1);
        assertThat(drover.output().lines())
                .filteredOn(line -> line.contains("Health: ledger is DOWN"))
                .hasSize(1);
        assertThat(drover.output()).doesNotContain("\tat ");

        limitFiles(drover, "unlimited");
        awaitReady(first);
        awaitStatus("/observe/health/ready", 200);

        limitFiles(drover, String.valueOf(FULL));
        awaitStatus("/observe/health/ready", 503);
        ProjectScene second = sandbox.project("second");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), second.createProjectEvent());
        drover.close();
        drover.process().waitFor(10, TimeUnit.SECONDS);
        sandbox.aws().abandonReceives();
        run();

        awaitReady(second);
        assertThat(Expectation.shortcomings(sandbox, first)).isEmpty();
        assertThat(Expectation.shortcomings(sandbox, second)).isEmpty();
    }

    /** A soft limit, so that it can be raised again; writing beyond it fails as on a full disk, for any user. */
    private void limitFiles(DroverJar drover, String bytes) throws IOException, InterruptedException {
        Path prlimit = Path.of("/usr/bin/prlimit");
        Assumptions.assumeTrue(Files.isExecutable(prlimit), "prlimit (util-linux) is not on this machine");
        var command = List.of(
                prlimit.toString(), "--pid", String.valueOf(drover.process().pid()), "--fsize=" + bytes + ":");
        Process limited = new ProcessBuilder(command).inheritIO().start();
        assertThat(limited.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(limited.exitValue()).isZero();
    }

    private void awaitStatus(String path, int status) {
        await().atMost(ENOUGH)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(get(path))
                        .satisfies(answer -> assertThat(answer.statusCode())
                                .as(answer.body())
                                .isEqualTo(status)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }

    private void awaitReady(ProjectScene project) {
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(project.domainId() + "/" + project.projectId())));
    }
}
