package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged JAR as a process, against the sandbox. */
class PackagedJarIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<DroverJar> started = new ArrayList<>();
    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = new Sandbox();
    }

    @AfterEach
    void stop() {
        started.forEach(DroverJar::close);
        sandbox.close();
    }

    private DroverJar run(Map<String, String> environment, String... arguments) {
        var jar = DroverJar.start(environment, folder.resolve("output" + started.size() + ".txt"), arguments);
        started.add(jar);
        return jar;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "4");
        environment.put("DROVER_LEDGER_LEASE", "4s");
        return environment;
    }

    @Test
    void explainsItselfAndItsVersion() throws Exception {
        DroverJar help = run(Map.of(), "--help");
        DroverJar version = run(Map.of(), "--version");

        assertThat(exitCode(help)).isZero();
        assertThat(exitCode(version)).isZero();
        assertThat(help.output()).contains("Usage: java -jar drover.jar");
        assertThat(version.output()).startsWith("Drover 0.");
    }

    @Test
    void namesAMissingSettingInOneLineAndEndsWithExitCode78() throws Exception {
        Map<String, String> environment = environment();
        environment.remove("DROVER_GITHUB_ORGANIZATION");

        DroverJar drover = run(environment);

        assertThat(exitCode(drover)).isEqualTo(78);
        assertThat(drover.output().lines())
                .containsExactly(
                        "Drover cannot start: drover.github.organization must be set (environment variable DROVER_GITHUB_ORGANIZATION).");
    }

    @Test
    void namesAMissingRegionInOneLine() throws Exception {
        Map<String, String> environment = environment();
        environment.remove("AWS_REGION");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");

        DroverJar drover = run(environment);

        assertThat(exitCode(drover)).isEqualTo(78);
        assertThat(drover.output().lines()).singleElement().asString().contains("AWS_REGION must be set");
    }

    @Test
    void theDoctorFindsNothingMissingInTheSandboxAndChangesNothing() throws Exception {
        sandbox.gitHub().acceptClassic(sandbox.token(), "repo", "workflow");

        DroverJar doctor = run(environment(), "doctor");

        assertThat(exitCode(doctor)).as(doctor.output()).isZero();
        assertThat(doctor.output())
                .startsWith("Settings\n  ✓ ")
                .contains("\nAWS\n  ✓ ", "\nGitHub\n  ✓ ", "\nLedger\n  ✓ ", " 0 missing, ")
                .doesNotContain(sandbox.token(), "INFO", "WARN");
        assertThat(sandbox.log().calls(Call::writes)).isEmpty();
        assertThat(folder.resolve("drover.mv.db")).doesNotExist();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void theDoctorNamesAllThatIsMissing() throws Exception {
        sandbox.gitHub().acceptClassic(sandbox.token(), "repo");
        sandbox.aws().forbid("iam:PutRolePolicy");
        Map<String, String> environment = environment();
        environment.put("DROVER_QUEUE_DEAD_LETTERS", sandbox.aws().deadLettersQueue() + "-gone");

        DroverJar doctor = run(environment, "doctor");

        assertThat(exitCode(doctor)).as(doctor.output()).isEqualTo(1);
        assertThat(doctor.output())
                .contains(
                        "✕ The classic token lacks the scope workflow.",
                        "✕ There is no queue " + environment.get("DROVER_QUEUE_DEAD_LETTERS"),
                        "Make it, or correct drover.queue.dead-letters",
                        "may not do iam:PutRolePolicy on")
                .contains(" 3 missing, ");
    }

    @Test
    void theDoctorTellsAllSettingsThatAreMissing() throws Exception {
        Map<String, String> environment = environment();
        List.of("DROVER_GITHUB_ORGANIZATION", "DROVER_TEMPLATE_REPOSITORY", "AWS_REGION")
                .forEach(environment::remove);
        environment.put("AWS_EC2_METADATA_DISABLED", "true");

        DroverJar doctor = run(environment, "doctor");

        assertThat(exitCode(doctor)).as(doctor.output()).isEqualTo(78);
        assertThat(doctor.output())
                .contains(
                        "✕ drover.github.organization must be set",
                        "✕ drover.template.repository must be set",
                        "✕ AWS_REGION must be set");
    }

    @Test
    void theDoctorMayBeAskedBesideARunningDrover() throws Exception {
        sandbox.gitHub().acceptClassic(sandbox.token(), "repo", "workflow");
        DroverJar drover = run(environment());
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(drover.output()).contains("is ready"));

        DroverJar doctor = run(environment(), "doctor");

        assertThat(exitCode(doctor)).as(doctor.output()).isZero();
        assertThat(doctor.output()).contains("drover.mv.db is in use by another process");
    }

    @Test
    void listsShowsRetriesAndDropsDeadLettersWithoutARunningDrover() throws Exception {
        DroverJar drover = run(environment());
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), "{\"canary\": \"one\"");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), "{\"canary\": \"two\"");
        await().atMost(ENOUGH)
                .untilAsserted(
                        () -> assertThat(sandbox.aws().messages(sandbox.aws().deadLettersQueue()))
                                .hasSize(2));
        drover.terminate();
        sandbox.aws().abandonReceives();
        StandInMessage letter =
                sandbox.aws().messages(sandbox.aws().deadLettersQueue()).get(0);
        String first = letter.id();

        DroverJar list = run(environment(), "dead-letters", "list");
        assertThat(exitCode(list)).as(list.output()).isZero();
        DroverJar show = run(environment(), "dead-letters", "show", first);
        assertThat(exitCode(show)).as(show.output()).isZero();
        DroverJar retry = run(environment(), "dead-letters", "retry", first.substring(0, 8));
        assertThat(exitCode(retry)).as(retry.output()).isZero();
        DroverJar drop = run(environment(), "dead-letters", "drop", "--all", "--yes");
        assertThat(exitCode(drop)).as(drop.output()).isZero();
        DroverJar wrong = run(environment(), "dead-letters", "drop", "--all");
        assertThat(exitCode(wrong)).isEqualTo(2);

        assertThat(list.output())
                .startsWith("ID ")
                .contains(first.substring(0, 8), "not JSON", "→ A retry would end the same")
                .contains("2 dead letters. Go on with: java -jar drover.jar dead-letters retry ")
                .doesNotContain("canary", sandbox.token(), "INFO", "WARN");
        assertThat(show.output()).endsWith("\n\n" + letter.body() + "\n");
        assertThat(retry.output()).isEqualTo("1 retried, 0 not.\n");
        assertThat(drop.output()).isEqualTo("1 dropped, 0 not.\n");
        assertThat(sandbox.aws().waiting(sandbox.aws().deadLettersQueue())).isZero();
        assertThat(sandbox.aws().waiting(sandbox.aws().projectEventsQueue())).isEqualTo(1);
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void keepsItsLedgerInPostgresqlWhenAsked() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> environment = environment();
            environment.put(
                    "DROVER_LEDGER_URL", "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()));
            environment.put("DROVER_LEDGER_USER", "postgres");
            ProjectScene project = sandbox.project("relational");
            run(environment);
            sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

            awaitReady(project);

            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    ResultSet steps = connection.createStatement().executeQuery("select count(*) from steps")) {
                assertThat(steps.next()).isTrue();
                assertThat(steps.getInt(1)).isEqualTo(5);
            }
        }
    }

    @Test
    void startsNoGitProgram() throws Exception {
        Path mark = folder.resolve("started");
        Path git = Files.createDirectory(folder.resolve("bin")).resolve("git");
        Files.writeString(git, "#!/bin/sh\necho \"$@\" >> '%s'\n".formatted(mark));
        assertThat(git.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = environment();
        environment.put("PATH", git.getParent() + ":" + System.getenv("PATH"));
        ProjectScene project = sandbox.project("childless");
        run(environment);
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

        awaitReady(project);

        assertThat(mark).doesNotExist();
    }

    @Test
    void showsNoSecretAnywhere() throws Exception {
        ProjectScene project =
                sandbox.project("secretive").name("canary name of the project").domainUnit("canary8unit");
        DroverJar drover = run(environment());
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        awaitReady(project);
        sandbox.gitHub().accept("another token, so that this one is refused");
        ProjectScene refused = sandbox.project("refused");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), refused.createProjectEvent());
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(drover.output()).contains("Bad credentials"));

        String commandLine = Files.readString(
                Path.of("/proc", String.valueOf(drover.process().pid()), "cmdline"));
        drover.terminate();

        List<String> canaries = new ArrayList<>(List.of(
                sandbox.token(),
                Base64.getEncoder()
                        .encodeToString(("x-access-token:" + sandbox.token()).getBytes(StandardCharsets.UTF_8)),
                "canary8unit",
                project.resources().spaceArn("default-space"),
                project.resources().executionRoleArn()));
        // The ledger knows the project's name, which the board shows, and nobody else does.
        assertThat(drover.output()).doesNotContain("canary name of the project");
        assertThat(canaries).allSatisfy(canary -> {
            assertThat(drover.output()).doesNotContain(canary);
            assertThat(commandLine).doesNotContain(canary);
            assertThat(files())
                    .allSatisfy((path, content) -> assertThat(content).as(path).doesNotContain(canary));
        });
        assertThat(sandbox.aws().outcomes().toString()).doesNotContain(sandbox.token());
    }

    @Test
    void givesAWaitingProjectBackOnSigtermAndAnotherProcessFinishesIt() throws Exception {
        ProjectScene project = sandbox.project("handedback").deployment(StatusScript.always("IN_PROGRESS"));
        Map<String, String> patient = environment();
        patient.put("DROVER_PROJECT_POLL_INTERVAL", "1m");
        patient.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "600");
        DroverJar first = run(patient);
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.awsCalls())
                        .anyMatch(call -> call.operation().equals("GetProject")));

        Duration took = terminate(first);
        assertThat(sandbox.aws().waiting(sandbox.aws().projectEventsQueue()))
                .as("visible at once, not after its visibility timeout")
                .isEqualTo(1);
        project.deployment(StatusScript.always("SUCCESSFUL"));
        run(environment());

        assertThat(took).isLessThan(Duration.ofSeconds(10));
        awaitReady(project);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    /** The stand-in does not notice that a poll was closed: it would give the message to one of them. */
    private Duration terminate(DroverJar process) throws InterruptedException {
        ScheduledExecutorService polls = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> unused =
                polls.scheduleAtFixedRate(sandbox.aws()::abandonReceives, 0, 100, TimeUnit.MILLISECONDS);
        try {
            return process.terminate();
        } finally {
            polls.shutdownNow();
        }
    }

    @Test
    void aRunIsFoundByItsIdInJsonLogsInItsRequestsAndAsTraces() throws Exception {
        ProjectScene project = sandbox.project("traced");
        Queue<String> agents = new ConcurrentLinkedQueue<>();
        sandbox.gitHub().server().faults(request -> {
            agents.add(request.header("User-Agent"));
            return Optional.empty();
        });
        Queue<Request> spans = new ConcurrentLinkedQueue<>();
        try (var collector = new LocalServer(0, request -> {
            spans.add(request);
            return Response.empty(200);
        })) {
            Map<String, String> environment = environment();
            environment.put("DROVER_LOG_FORMAT", "json");
            environment.put("DROVER_TRACING", "true");
            environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url());
            environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
            DroverJar drover = run(environment);
            sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

            awaitReady(project);
            String run = sandbox.aws().outcomes().get(0).detail().path("runId").asText();
            List<JsonNode> lines = new ArrayList<>();
            for (String line : drover.output().lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            assertThat(lines)
                    .filteredOn(line -> line.path("run").asText().equals(run))
                    .extracting(line -> line.path("message").asText())
                    .anyMatch(message -> message.contains("✓ Build repository"));
            assertThat(agents).anyMatch(agent -> agent.endsWith("(run " + run + ")"));
            await().atMost(ENOUGH)
                    .untilAsserted(() -> assertThat(spans)
                            .filteredOn(sent -> sent.path().equals("/v1/traces"))
                            .extracting(Request::text)
                            .anyMatch(sent -> sent.contains("build-repository")));
            assertThat(spans).noneMatch(sent -> sent.text().contains(sandbox.token()));
        }
    }

    @Test
    void anUnknownLogFormatEndsTheStart() throws Exception {
        Map<String, String> environment = environment();
        environment.put("DROVER_LOG_FORMAT", "xml");

        DroverJar drover = run(environment);

        assertThat(exitCode(drover)).isEqualTo(78);
        assertThat(drover.output().strip())
                .isEqualTo("Drover cannot start: DROVER_LOG_FORMAT must be text or json, not 'xml'.");
    }

    @Test
    void finishesAProjectThatAKilledProcessHadBegun() throws Exception {
        ProjectScene project = sandbox.project("killed");
        sandbox.gitHub().server().latency(Duration.ofMillis(200));
        DroverJar first = run(environment());
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.gitHub().secrets(project.repository()))
                        .isNotEmpty());

        first.close();
        first.process().waitFor(10, TimeUnit.SECONDS);
        sandbox.aws().abandonReceives();
        run(environment());

        awaitReady(project);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    @Test
    void comparesAProjectByHandAndAsksTheRunningDroverToMendIt() throws Exception {
        ProjectScene project = sandbox.project("compared");
        String subject = project.domainId() + "/" + project.projectId();
        run(environment());
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        awaitReady(project);

        DroverJar fine = run(environment(), "reconcile", "--project", subject, "--dry-run");
        assertThat(exitCode(fine)).as(fine.output()).isZero();
        assertThat(fine.output()).contains("Nothing differs").doesNotContain("INFO");

        sandbox.gitHub().removeSecret(project.repository(), "REGION");
        long writes = sandbox.log().calls(Call::writes).size();
        DroverJar dry = run(environment(), "reconcile", "--project", subject, "--dry-run");
        assertThat(exitCode(dry)).as(dry.output()).isEqualTo(3);
        assertThat(dry.output()).contains("✕ Secret REGION of " + project.repository() + " is missing.");
        assertThat(sandbox.log().calls(Call::writes)).hasSize((int) writes);

        DroverJar mending = run(environment(), "reconcile", "--project", subject);
        assertThat(exitCode(mending)).as(mending.output()).isZero();
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.gitHub().secrets(project.repository()))
                        .containsKey("REGION"));
        assertThat(dry.output() + mending.output()).doesNotContain(sandbox.token());
        assertThat(sandbox.violations()).isEmpty();
    }

    private void awaitReady(ProjectScene project) {
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(project.domainId() + "/" + project.projectId())));
    }

    private static int exitCode(DroverJar jar) throws InterruptedException {
        assertThat(jar.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return jar.process().exitValue();
    }

    private Map<String, String> files() {
        try (Stream<Path> paths = Files.walk(folder)) {
            Map<String, String> contents = new HashMap<>();
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                contents.put(path.toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
