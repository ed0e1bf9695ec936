package io.drover.sandbox;

import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.SpaceScene;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.github.StandInRun;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * {@code mvn -Psandbox}: plays the creation of projects and the approval of models through the packaged JAR. {@code -Ddemo=once} ends after it, in failure unless everything
 * expected is there, {@code -Ddemo=benchmark} runs {@link Benchmark} instead, {@code -Ddemo=pace} {@link PaceRun}, {@code -Ddemo=footprint} {@link Footprint} and
 * {@code -Ddemo=container} {@link ContainerRun}; {@code -Dtype=train} plays a project of this type instead, see {@link TypeDemo}; {@code -Dlatency=50} adds so many milliseconds to every answer of GitHub.
 */
public final class Demo {
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    private final PrintStream out = System.out;
    private final Sandbox sandbox = new Sandbox();

    private Demo() {}

    public static void main(String[] arguments) throws Exception {
        String demo = System.getProperty("demo", "stay");
        if (demo.equals("benchmark")) {
            Benchmark.run(System.out);
            Benchmark.countCalls(System.out);
            Benchmark.approvals(System.out);
        } else if (demo.equals("pace")) {
            PaceRun.show(System.out);
        } else if (demo.equals("footprint")) {
            Footprint.show(System.out);
        } else if (demo.equals("container")) {
            ContainerRun.show(System.out);
        } else {
            new Demo().play(demo.equals("once"), System.getProperty("type", ""), Integer.getInteger("latency", 50));
        }
    }

    private void play(boolean once, String type, int latency) throws Exception {
        sandbox.gitHub().server().latency(Duration.ofMillis(latency));
        // So that everybody can clone without a password.
        sandbox.gitHub().publicReads(true);
        Path data = Files.createTempDirectory("drover-sandbox");
        try {
            if (type.isEmpty()) {
                play(once, data);
            } else {
                TypeDemo.play(out, sandbox, type, data);
            }
        } finally {
            sandbox.close();
            delete(data);
        }
    }

    private void play(boolean once, Path data) throws Exception {
        say("Drover sandbox: AWS and GitHub are stand-ins on this machine, Drover is the packaged JAR.");
        say("A data scientist creates project 'churn' with profile 'regression' in SageMaker Unified Studio.");
        say("");
        int board = FreePort.near(8080);
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("CAMEL_SERVER_PORT", String.valueOf(board));
        try (DroverJar drover = DroverJar.start(environment, null)) {
            Runtime.getRuntime().addShutdownHook(new Thread(drover::close));
            ProjectScene churn = createProject();
            createRepositoryLate(churn);
            awaitOutcomes(drover, "Drover Project Ready", 1);
            say("");
            say("Another project, 'fraud', whose repository is there and which is ready at once.");
            Duration from = sandbox.log().now();
            ProjectScene fraud = sandbox.project("7m2k8fraud").name("fraud");
            send(fraud);
            awaitOutcomes(drover, "Drover Project Ready", 2);
            List<Call> gitHub = since(from, sandbox.gitHubCalls());
            List<Call> aws = since(from, sandbox.awsCalls());
            long writes = writes(sandbox.gitHubCalls());
            repeatEvent(churn);
            boolean silent = writes == writes(sandbox.gitHubCalls());
            show(churn);
            show(fraud);
            count(gitHub, aws);
            List<String> wrong = playModels(drover, fraud);
            conclude(List.of(churn, fraud), silent, wrong);
            say("The board: http://127.0.0.1:%d/".formatted(board));
            if (!once) {
                say("Look around; Ctrl-C ends it.");
                drover.process().waitFor();
            }
            Duration stop = drover.terminate();
            say("Drover stopped %d ms after SIGTERM.".formatted(stop.toMillis()));
        }
    }

    /** DataZone needs four seconds, the space two looks more, and SMUS makes the repository late. */
    private ProjectScene createProject() {
        String repository = Sandbox.ORGANIZATION + "/churn-build";
        ProjectScene project = sandbox.aws()
                .project("4x7p9q2w1e3r5t")
                .name("churn")
                .repository(repository, "main")
                .deployment(StatusScript.lasting("PENDING_DEPLOYMENT", Duration.ofSeconds(2))
                        .thenLasting("IN_PROGRESS", Duration.ofSeconds(2))
                        .then("SUCCESSFUL"))
                .spaces(new SpaceScene(
                        "default-space",
                        "alice",
                        StatusScript.polls("Pending", 2).then("InService")));
        send(project);
        return project;
    }

    private void send(ProjectScene project) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
    }

    /** Until Drover has looked for it in vain. */
    private void createRepositoryLate(ProjectScene project) {
        Awaitility.await("a look for the repository")
                .atMost(ENOUGH)
                .until(() -> !sandbox.log()
                        .calls(call -> call.status() == 404 && call.operation().equals("GET /repos/{owner}/{repo}"))
                        .isEmpty());
        sandbox.gitHub().createRepository(project.repository());
        say("         (SMUS has made %s only now)".formatted(project.repository()));
    }

    /** A version that is approved and deployed, edited, and a second one whose deployment fails; answers what is not as expected. */
    private List<String> playModels(DroverJar drover, ProjectScene project) {
        String repository = Sandbox.deployRepository(project);
        ModelGroupScene group = sandbox.aws().models(project).eventsPerChange(2);
        say("");
        say(
                "The build pipeline of 'fraud' registers version 1 of its model; a reviewer approves it. Each event comes twice.");
        ModelPackageScene first = group.register();
        awaitOutcomes(drover, "Drover Model Registered", 1);
        first.approve("Error below the threshold");
        awaitOutcomes(drover, "Drover Deployment Finished", 1);
        say("");
        say("Its description is edited: nothing may happen.");
        first.describe("Trained on last month's data");
        awaitEmptyQueue();
        say("");
        say("Version 2 is registered and approved; its deployment fails.");
        sandbox.gitHub()
                .workflowRuns()
                .plan(
                        repository,
                        List.of(
                                RunStep.queued(),
                                RunStep.inProgress(Duration.ofSeconds(1)),
                                RunStep.completed(Duration.ofSeconds(1), "failure")));
        ModelPackageScene second = group.register();
        awaitOutcomes(drover, "Drover Model Registered", 2);
        second.approve("Error below the threshold");
        awaitOutcomes(drover, "Drover Deployment Finished", 2);
        List<StandInRun> runs = sandbox.gitHub().workflowRuns().runs(repository);
        say("");
        runs.forEach(run -> say("  %s  %s  %s".formatted(run.title(), run.status(), run.conclusion())));
        List<String> conclusions = sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.detailType().equals("Drover Deployment Finished"))
                .map(outcome -> outcome.detail().path("conclusion").asText())
                .toList();
        return runs.size() == 2 && conclusions.equals(List.of("success", "failure"))
                ? List.of()
                : List.of("Two approvals made %d workflow runs, which were told as %s"
                        .formatted(runs.size(), conclusions));
    }

    private void awaitOutcomes(DroverJar drover, String type, int number) {
        Awaitility.await("the outcome event").atMost(ENOUGH).until(() -> {
            if (!drover.process().isAlive()) {
                throw new IllegalStateException(
                        "Drover ended with exit code " + drover.process().exitValue());
            }
            return sandbox.aws().outcomes().stream()
                            .filter(outcome -> outcome.detailType().equals(type))
                            .count()
                    >= number;
        });
        awaitEmptyQueue();
    }

    private void repeatEvent(ProjectScene project) {
        say("");
        say("The same event comes three times more: nothing may happen.");
        for (int i = 0; i < 3; i++) {
            send(project);
        }
        awaitEmptyQueue();
    }

    private void awaitEmptyQueue() {
        Awaitility.await("an empty queue")
                .atMost(ENOUGH)
                .until(() -> Stream.of(
                                sandbox.aws().projectEventsQueue(),
                                sandbox.aws().modelEventsQueue())
                        .allMatch(queue -> sandbox.aws().messages(queue).isEmpty()));
    }

    private void show(ProjectScene project) {
        for (String repository : List.of(project.repository(), Sandbox.deployRepository(project))) {
            say("");
            say("git clone %s/%s.git".formatted(sandbox.gitHub().gitUrl(), repository));
            say("  secrets    "
                    + String.join(
                            ", ",
                            new TreeSet<>(sandbox.gitHub().secrets(repository).keySet())));
            say("  variables  " + sandbox.gitHub().variables(repository));
            say("  files      " + sandbox.gitHub().files(repository, "main").size());
        }
    }

    private void count(List<Call> gitHub, List<Call> aws) {
        List<Call> rest = of(gitHub, "github");
        say("");
        say(
                "For 'fraud': GitHub REST requests %d (%d writes), git requests %d, dependent round trips on the longest path %d."
                        .formatted(rest.size(), writes(rest), of(gitHub, "git").size(), CallLog.longestChain(gitHub)));
        say("AWS requests %d (without SQS).".formatted(aws.size()));
    }

    private void conclude(List<ProjectScene> projects, boolean silent, List<String> wrong) {
        List<String> shortcomings = Stream.concat(
                        wrong.stream(),
                        projects.stream().flatMap(project -> Expectation.shortcomings(sandbox, project).stream()))
                .toList();
        say("");
        if (!shortcomings.isEmpty() || !silent) {
            shortcomings.forEach(shortcoming -> say("✕ " + shortcoming));
            throw new IllegalStateException(
                    silent ? "Not everything expected is there" : "A repeated event wrote to GitHub");
        }
        say(
                "✓ All repositories are as expected; the repeated events wrote nothing; each approval was deployed once; every request fits GitHub's and AWS's"
                        + " own descriptions.");
    }

    private static List<Call> since(Duration from, List<Call> calls) {
        return calls.stream().filter(call -> call.started().compareTo(from) > 0).toList();
    }

    private static List<Call> of(List<Call> calls, String system) {
        return calls.stream().filter(call -> call.system().equals(system)).toList();
    }

    private static long writes(List<Call> calls) {
        return calls.stream().filter(Call::writes).count();
    }

    private void say(String line) {
        out.println(line);
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            paths.sorted(java.util.Comparator.reverseOrder()).forEach(Demo::deleteFile);
        }
    }

    private static void deleteFile(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
