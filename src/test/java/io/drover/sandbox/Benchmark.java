package io.drover.sandbox;

import io.drover.github.SealingSpeed;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.http.Call;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * How long the packaged JAR takes from a ready project's event to its outcome event, one project after the other. With latencies added to
 * every answer of GitHub, time = a + k × latency; k is the number of round trips that wait for one another. Before it, {@link SealingSpeed}.
 */
final class Benchmark {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 15;
    private static final int APPROVALS = 200;
    private static final List<Integer> LATENCIES = List.of(0, 50, 150);

    private final Sandbox sandbox;
    private int projects;

    private Benchmark(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static void run(PrintStream out) throws IOException, InterruptedException {
        SealingSpeed.show(out);
        Path data = Files.createTempDirectory("drover-benchmark");
        try (var sandbox = new Sandbox();
                DroverJar drover = DroverJar.start(sandbox.unhurriedEnvironment(data), data.resolve("output.txt"))) {
            var benchmark = new Benchmark(sandbox);
            benchmark.median(WARM_UP);
            double first = 0;
            double last = 0;
            for (int latency : LATENCIES) {
                sandbox.gitHub().server().latency(Duration.ofMillis(latency));
                last = benchmark.median(ROUNDS);
                first = latency == 0 ? last : first;
                out.printf("GitHub + %3d ms: %6.0f ms for an onboarding (median of %d)%n", latency, last, ROUNDS);
            }
            out.printf(
                    "k = %.1f round trips one after the other%n", (last - first) / LATENCIES.get(LATENCIES.size() - 1));
            drover.terminate();
        }
    }

    /** How long it takes from the event of an approval to its dispatch, when all that can be known is known. */
    static void approvals(PrintStream out) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("drover-benchmark");
        try (var sandbox = new Sandbox();
                DroverJar drover = DroverJar.start(sandbox.unhurriedEnvironment(data), data.resolve("output.txt"))) {
            ProjectScene project = sandbox.project("models");
            String repository = Sandbox.deployRepository(project);
            sandbox.gitHub().createRepository(repository, Path.of("templates", "regression", "model_deploy"));
            sandbox.gitHub().workflowRuns().plan(repository, List.of(RunStep.completed(Duration.ZERO, "success")));
            ModelGroupScene group = sandbox.aws().models(project);
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < WARM_UP + APPROVALS; i++) {
                int number = i;
                long started = System.nanoTime();
                group.register("Approved");
                Awaitility.await("the dispatch")
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofMinutes(1))
                        .until(() ->
                                sandbox.gitHub().workflowRuns().runs(repository).size() > number);
                times.add((System.nanoTime() - started) / 1e6);
            }
            List<Double> sorted = times.stream().skip(WARM_UP).sorted().toList();
            out.printf(
                    "from an approval's event to its dispatch: median %.0f ms, p99 %.0f ms (%d approvals)%n",
                    sorted.get(APPROVALS / 2), sorted.get(APPROVALS * 99 / 100), APPROVALS);
            drover.terminate();
        }
    }

    /** What one onboarding asks of GitHub, in each of the two ways for settings. */
    static void countCalls(PrintStream out) throws IOException, InterruptedException {
        for (SettingsMode mode : SettingsMode.values()) {
            Path data = Files.createTempDirectory("drover-benchmark");
            String name = mode.name().toLowerCase(Locale.ROOT);
            try (var sandbox = new Sandbox()) {
                Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
                environment.put("DROVER_GITHUB_SETTINGS_MODE", name);
                try (DroverJar drover = DroverJar.start(environment, data.resolve("output.txt"))) {
                    var benchmark = new Benchmark(sandbox);
                    // The first one fetches the template and asks what kind of account the organization is.
                    benchmark.onboard();
                    List<Call> before = sandbox.gitHubCalls();
                    benchmark.onboard();
                    List<Call> calls = new ArrayList<>(sandbox.gitHubCalls());
                    calls.removeAll(before);
                    out.printf(
                            "settings-mode %-7s: %2d REST requests (%2d writes), %d git requests (%d pushes)%n",
                            name,
                            calls.stream().filter(Benchmark::isRest).count(),
                            calls.stream()
                                    .filter(call -> isRest(call) && call.writes())
                                    .count(),
                            calls.stream().filter(call -> !isRest(call)).count(),
                            calls.stream()
                                    .filter(call -> !isRest(call) && call.writes())
                                    .count());
                    drover.terminate();
                }
            }
        }
    }

    private static boolean isRest(Call call) {
        return call.system().equals("github");
    }

    private double median(int rounds) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            times.add(onboard());
        }
        return times.stream().sorted().skip(rounds / 2).findFirst().orElseThrow();
    }

    private double onboard() {
        ProjectScene project = sandbox.project("bench" + projects++);
        int before = sandbox.aws().outcomes().size();
        long started = System.nanoTime();
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        Awaitility.await("project " + project.projectId())
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofMinutes(2))
                .until(() -> sandbox.aws().outcomes().size() > before);
        return (System.nanoTime() - started) / 1e6;
    }
}
