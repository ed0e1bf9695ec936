package io.drover.sandbox;

import io.drover.github.PaceLimits;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario many times, each time with one fault at one request, and compares what it leaves behind with what a run without faults
 * does. Runs go in parallel, each with a GitHub and a pace of its own.
 */
public final class FaultMatrix implements AutoCloseable {
    /** A minute, which is what all limits ask for, is 2 s then: clearly longer than a request is under way on a busy machine. */
    private static final int FACTOR = 30;

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final int AT_ONCE = 6;
    private static final PaceLimits LIMITS = new PaceLimits(16, 900, 80, 500, Duration.ofSeconds(3));

    private final Scenario scenario;
    private final Ledger ledger = JdbcLedger.open("jdbc:h2:mem:matrix", null, null, Clock.systemUTC());
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final Run undisturbed;

    /** Runs the scenario without a fault, to know what there is to disturb. */
    public FaultMatrix(Scenario scenario) {
        this.scenario = scenario;
        // The first run of a JVM is slow.
        run(null, false, 0);
        undisturbed = run(null, false, 0);
        if (!undisturbed.shortcomings().isEmpty()) {
            throw new IllegalStateException("Even without a fault: " + undisturbed.shortcomings());
        }
    }

    private record Cell(GitHubFault fault, boolean git, int index) {}

    private record Run(
            Map<String, Object> endState, List<String> shortcomings, List<String> early, int rest, int git) {}

    /**
     * How all runs went.
     *
     * @param failures one line for each run that left something else behind, did not end well or broke GitHub's contract
     * @param early requests that came while GitHub had asked to wait
     */
    public record Report(int runs, List<String> failures, List<String> early) {
        @Override
        public String toString() {
            return "Fault matrix: %d runs, %d failures, %d requests that came too early"
                    .formatted(runs, failures.size(), early.size());
        }
    }

    /** Every fault at every request. */
    public Report whole() {
        List<Cell> cells = new ArrayList<>();
        for (boolean git : List.of(false, true)) {
            for (GitHubFault fault : faults(git)) {
                IntStream.range(0, requests(git)).forEach(index -> cells.add(new Cell(fault, git, index)));
            }
        }
        return report(cells);
    }

    /** Every fault at some request, and some fault at every request. */
    public Report slice(long seed) {
        var random = new Random(seed);
        List<Cell> cells = new ArrayList<>();
        for (boolean git : List.of(false, true)) {
            List<GitHubFault> faults = new ArrayList<>(faults(git));
            Collections.shuffle(faults, random);
            List<Integer> indices =
                    new ArrayList<>(IntStream.range(0, requests(git)).boxed().toList());
            Collections.shuffle(indices, random);
            if (indices.isEmpty()) {
                continue;
            }
            for (int i = 0; i < Math.max(faults.size(), indices.size()); i++) {
                cells.add(new Cell(faults.get(i % faults.size()), git, indices.get(i % indices.size())));
            }
        }
        return report(cells);
    }

    private static List<GitHubFault> faults(boolean git) {
        return git ? GitHubFault.ofGit() : GitHubFault.ofRest();
    }

    private int requests(boolean git) {
        return git ? undisturbed.git() : undisturbed.rest();
    }

    private Report report(List<Cell> cells) {
        ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Run>> runs = cells.stream()
                    .map(cell ->
                            CompletableFuture.supplyAsync(() -> run(cell.fault(), cell.git(), cell.index()), workers))
                    .toList();
            List<String> failures = new ArrayList<>();
            List<String> early = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                Run run = runs.get(i).join();
                String where = "%s at request %d: "
                        .formatted(cells.get(i).fault().name(), cells.get(i).index());
                List<String> wrong = new ArrayList<>(run.shortcomings());
                undisturbed.endState().forEach((what, expected) -> {
                    if (!expected.equals(run.endState().get(what))) {
                        wrong.add("%s: expected %s, found %s"
                                .formatted(what, expected, run.endState().get(what)));
                    }
                });
                if (!wrong.isEmpty()) {
                    failures.add(where + wrong);
                }
                run.early().forEach(request -> early.add(where + request));
            }
            return new Report(runs.size(), failures, early);
        } finally {
            workers.shutdownNow();
        }
    }

    private Run run(@Nullable GitHubFault fault, boolean git, int index) {
        try (var gitHub = new FastGitHub(new FastTime(FACTOR), LIMITS, TIMEOUT, ledger, blocking)) {
            var disturbance = new Disturbance(gitHub, fault, git, index);
            List<String> shortcomings = new ArrayList<>();
            try {
                scenario.run(gitHub)
                        .orTimeout(ENOUGH.toSeconds(), TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException e) {
                shortcomings.add("ended with " + Objects.requireNonNullElse(e.getCause(), e));
            }
            Awaitility.await("requests that the client gave up")
                    .pollInterval(Duration.ofMillis(5))
                    .pollDelay(Duration.ZERO)
                    .atMost(ENOUGH)
                    .until(disturbance::isOver);
            gitHub.standIn().violations().forEach(line -> shortcomings.add("against the contract: " + line));
            return new Run(
                    scenario.endState(gitHub),
                    shortcomings,
                    disturbance.early(),
                    disturbance.restRequests(),
                    disturbance.gitRequests());
        }
    }

    @Override
    public void close() {
        blocking.shutdownNow();
        ledger.close();
    }
}
