package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.github.StandInRun;
import io.drover.sandbox.http.Fault;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments of models by the packaged JAR as a process, against the sandbox. */
class DeploymentIT {
    private static final Duration ENOUGH = Duration.ofSeconds(90);
    private static final Path TEMPLATE = Path.of("templates", "regression", "model_deploy");

    @TempDir
    Path folder;

    private final List<DroverJar> started = new ArrayList<>();
    private Sandbox sandbox;
    private ProjectScene project;
    private String repository;

    @BeforeEach
    void start() {
        sandbox = new Sandbox();
        project = sandbox.project("churn1");
        repository = Sandbox.deployRepository(project);
        sandbox.gitHub().createRepository(repository, TEMPLATE);
        sandbox.gitHub()
                .workflowRuns()
                .plan(repository, List.of(RunStep.queued(), RunStep.completed(Duration.ofSeconds(1), "success")));
    }

    @AfterEach
    void stop() {
        started.forEach(DroverJar::close);
        sandbox.close();
    }

    private DroverJar run(Map<String, String> environment) {
        var jar = DroverJar.start(environment, folder.resolve("output" + started.size() + ".txt"));
        started.add(jar);
        return jar;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "4");
        environment.put("DROVER_LEDGER_LEASE", "4s");
        environment.put("DROVER_DEPLOYMENT_SETTLE_TIME", "2s");
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "500ms");
        return environment;
    }

    /** When the process is killed. */
    enum Moment {
        BEFORE_GITHUB_TAKES_THE_DISPATCH("/dispatches", false),
        BEFORE_THE_ANSWER_COMES("/dispatches", true),
        WHILE_IT_FOLLOWS_THE_RUN("/actions/runs/", true);

        private final String path;
        private final boolean done;

        /**
         * @param path part of the request's
         * @param done whether GitHub has done what was asked
         */
        Moment(String path, boolean done) {
            this.path = path;
            this.done = done;
        }
    }

    /** As often as {@code -Ddrover.kills} says. */
    @ParameterizedTest
    @EnumSource
    void aDeploymentAroundWhichTheProcessIsKilledIsNeitherLostNorDoubled(Moment moment) {
        int times = Integer.getInteger("drover.kills", 1);
        for (int number = 1; number <= times; number++) {
            DroverJar victim = run(environment());
            var killed = new AtomicBoolean();
            sandbox.gitHub().server().faults(request -> {
                if (!request.path().contains(moment.path) || killed.getAndSet(true)) {
                    return Optional.empty();
                }
                victim.process().destroyForcibly().onExit().join();
                return Optional.of(moment.done ? Fault.cutAfter() : Fault.cutBefore());
            });

            ModelPackageScene model = sandbox.aws().models(project).register("Approved");
            await().atMost(ENOUGH).until(() -> !victim.process().isAlive());
            sandbox.aws().abandonReceives();
            DroverJar heir = run(environment());

            assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
            awaitEmptyQueue();
            assertThat(runs()).hasSize(number);
            assertThat(outcomes(model)).hasSize(1);
            heir.close();
            await().atMost(ENOUGH).until(() -> !heir.process().isAlive());
            sandbox.aws().abandonReceives();
        }
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void tenCopiesOfAnApprovalToTwoProcessesMakeOneDispatch() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> environment = environment();
            environment.put("DROVER_LEDGER_URL", postgres.getJdbcUrl("postgres", "postgres"));
            environment.put("DROVER_LEDGER_USER", "postgres");
            DroverJar one = run(environment);
            DroverJar other = run(environment);
            await().atMost(ENOUGH).until(() -> ready(one) && ready(other));

            ModelPackageScene model =
                    sandbox.aws().models(project).eventsPerChange(10).register("Approved");

            assertThat(finished(model).detail().path("conclusion").asText()).isEqualTo("success");
            awaitEmptyQueue();
            assertThat(runs()).hasSize(1);
            assertThat(outcomes(model)).hasSize(1);
            assertThat(one.output() + other.output()).contains("Duplicate dropped");
            one.close();
            other.close();
        }
    }

    @Test
    void anEditedRouteFileChangesWhatHappensWithoutABuild() throws Exception {
        sandbox.gitHub()
                .commit(
                        repository,
                        "main",
                        Map.of(".github/workflows/release.yml", "name: Release\non: workflow_dispatch\n"),
                        "Our own workflow");
        Path routes = copyRoutes();
        Path file = routes.resolve("model-approved.camel.yaml");
        String route = Files.readString(file);
        int follow = route.indexOf("              - step:\n                  id: follow-deployment");
        int next = route.indexOf("              - filter:\n                  id: write-back");
        Files.writeString(
                file,
                (route.substring(0, follow) + route.substring(next))
                        .replace("{{drover.deployment.workflow}}", "release.yml"));
        Map<String, String> environment = environment();
        environment.put("CAMEL_MAIN_ROUTES_INCLUDE_PATTERN", "file:" + routes + "/*.camel.yaml");
        run(environment);

        ModelPackageScene model = sandbox.aws().models(project).register("Approved");

        assertThat(finished(model).detail().path("workflow").asText()).isEqualTo("release.yml");
        assertThat(runs()).hasSize(1);
        assertThat(sandbox.log().calls(call -> call.target().contains("/actions/runs/")))
                .isEmpty();
    }

    private Path copyRoutes() throws IOException {
        Path copies = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "routes"))) {
            for (Path each : files.toList()) {
                Files.copy(each, copies.resolve(each.getFileName()));
            }
        }
        return copies;
    }

    private static boolean ready(DroverJar drover) {
        return drover.output().contains("is ready");
    }

    private List<StandInRun> runs() {
        return sandbox.gitHub().workflowRuns().runs(repository);
    }

    private OutcomeEvent finished(ModelPackageScene model) {
        await().atMost(ENOUGH).until(() -> !outcomes(model).isEmpty());
        return outcomes(model).get(0);
    }

    private List<OutcomeEvent> outcomes(ModelPackageScene model) {
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.detailType().equals("Drover Deployment Finished"))
                .filter(outcome -> outcome.resources().contains(model.arn()))
                .toList();
    }

    private void awaitEmptyQueue() {
        await().atMost(ENOUGH)
                .until(() ->
                        sandbox.aws().messages(sandbox.aws().modelEventsQueue()).isEmpty());
    }
}
