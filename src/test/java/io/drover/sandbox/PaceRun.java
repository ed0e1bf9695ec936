package io.drover.sandbox;

import io.drover.github.PaceLimits;
import io.drover.ledger.JdbcLedger;
import io.drover.project.Project;
import io.drover.sandbox.http.Call;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Many onboardings at once on a fast time: what GitHub saw of them, in that time. */
final class PaceRun {
    private static final PaceLimits GITHUB = new PaceLimits(16, 900, 80, 500, Duration.ofSeconds(3));
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_PERCENT = 10;

    /**
     * How long, in real time, a request may be under way after the pace let it go. On a fast time that is seconds, so windows are counted
     * shorter by it.
     */
    private static final Duration UNDER_WAY = Duration.ofMillis(100);

    private PaceRun() {}

    /**
     * A figure and the most that it may be.
     *
     * @param what for a table
     */
    record Figure(String what, long measured, long most) {
        boolean isKept() {
            return measured <= most;
        }

        @Override
        public String toString() {
            return "%s %-38s %6d of at most %6d".formatted(isKept() ? "✓" : "✕", what, measured, most);
        }
    }

    /** With GitHub's limits and 100 onboardings; fails when a figure is not kept. */
    static void show(PrintStream out) {
        int factor = 20;
        out.printf("100 onboardings at once, %d times faster than real; it takes a minute or more.%n", factor);
        List<Figure> figures = of(100, GITHUB, factor);
        figures.forEach(out::println);
        if (!figures.stream().allMatch(Figure::isKept)) {
            throw new IllegalStateException("A limit was not kept, or the plan was not");
        }
    }

    static List<Figure> of(int onboardings, PaceLimits limits, int factor) {
        ExecutorService blocking = Executors.newCachedThreadPool();
        var ledger = JdbcLedger.open("jdbc:h2:mem:pace", null, null, Clock.systemUTC());
        try {
            // The first onboarding of a JVM is slow.
            try (var warmUp = new FastGitHub(new FastTime(factor), limits, TIMEOUT, ledger, blocking)) {
                warmUp.deliveries()
                        .deliver(warmUp.onboarding(warmUp.project("first")))
                        .join();
            }
            try (var gitHub = new FastGitHub(new FastTime(factor), limits, TIMEOUT, ledger, blocking)) {
                return figures(onboardings, limits, gitHub);
            }
        } finally {
            blocking.shutdownNow();
            ledger.close();
        }
    }

    private static List<Figure> figures(int onboardings, PaceLimits limits, FastGitHub gitHub) {
        List<Project> projects = IntStream.range(0, onboardings)
                .mapToObj(i -> gitHub.project("p" + i))
                .toList();
        FastTime time = gitHub.time();
        Instant begin = time.instant();
        List<CompletableFuture<Void>> all =
                projects.stream().map(project -> onboard(gitHub, project)).toList();
        Instant planned = Objects.requireNonNull(gitHub.pace().state().plannedFinish(), "nothing was planned");
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(10, TimeUnit.MINUTES)
                .exceptionally(problem -> null)
                .join();
        Duration took = Duration.between(begin, time.instant());
        Duration expected = Duration.between(begin, planned);
        long unfinished = all.stream().filter(one -> !finished(one)).count();
        List<Call> calls = gitHub.log().calls(call -> call.system().equals("github"));
        Duration minute = window(Duration.ofMinutes(1), time);
        return List.of(
                new Figure("onboardings that did not finish", unfinished, 0),
                new Figure(
                        "points in any minute", most(calls, minute, time, PaceRun::points), limits.pointsPerMinute()),
                new Figure(
                        "creations in any minute",
                        most(calls, minute, time, PaceRun::creations),
                        limits.creationsPerMinute()),
                new Figure(
                        "creations in any hour",
                        most(calls, window(Duration.ofHours(1), time), time, PaceRun::creations),
                        limits.creationsPerHour()),
                new Figure("requests at once", atOnce(calls), limits.concurrency()),
                new Figure(
                        "%% off the plan (%d s, took %d s)".formatted(expected.toSeconds(), took.toSeconds()),
                        Math.round(100.0 * took.minus(expected).abs().toMillis() / expected.toMillis()),
                        MOST_PERCENT),
                new Figure("answers that named a limit", refused(calls), 0));
    }

    private static CompletableFuture<Void> onboard(FastGitHub gitHub, Project project) {
        return gitHub.deliveries()
                .deliver(gitHub.onboarding(project))
                .whenComplete(
                        (done, problem) -> gitHub.pace().over(project.created().subject()));
    }

    private static boolean finished(CompletableFuture<Void> one) {
        return one.isDone() && !one.isCompletedExceptionally();
    }

    private static Duration window(Duration window, FastTime time) {
        return window.minus(time.fast(UNDER_WAY));
    }

    private static int points(Call call) {
        return call.writes() ? 5 : 1;
    }

    private static int creations(Call call) {
        return call.operation().equals("POST /orgs/{org}/repos") ? 1 : 0;
    }

    private static long refused(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.status() == 429 || call.status() == 403)
                .count();
    }

    /** The most in any window, wherever it begins. */
    static int most(List<Call> calls, Duration window, FastTime time, ToIntFunction<Call> amount) {
        Deque<Call> inWindow = new ArrayDeque<>();
        int sum = 0;
        int most = 0;
        for (Call call : byStart(calls)) {
            inWindow.add(call);
            sum += amount.applyAsInt(call);
            while (time.fast(call.started().minus(inWindow.element().started())).compareTo(window) >= 0) {
                sum -= amount.applyAsInt(inWindow.remove());
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    /** The most that were being answered at the same moment. */
    static int atOnce(List<Call> calls) {
        return byStart(calls).stream()
                .mapToInt(one -> (int) calls.stream()
                        .filter(other -> other.started().compareTo(one.started()) <= 0
                                && other.ended().compareTo(one.started()) > 0)
                        .count())
                .max()
                .orElse(0);
    }

    private static List<Call> byStart(List<Call> calls) {
        return calls.stream().sorted(Comparator.comparing(Call::started)).toList();
    }
}
