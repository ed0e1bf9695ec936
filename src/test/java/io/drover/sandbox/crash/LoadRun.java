package io.drover.sandbox.crash;

import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.http.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Load} on processes that are killed, stopped and disturbed at requests that a seed chooses. */
public final class LoadRun implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoadRun.class);
    private static final int FARTHEST_REQUEST = 150;
    private static final Duration TO_DRAIN = Duration.ofMinutes(10);
    private static final int MESSAGES_OF_A_ROUND = 20;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

    private final String part;
    private final long seed;
    private final Random random;
    private final long started = System.nanoTime();
    private final Sandbox sandbox = new Sandbox();
    private final Interception interception = new Interception(sandbox);
    private final Load load;
    private final Processes processes;

    private LoadRun(String part, Path folder, long seed, Map<String, String> changes) {
        this.part = part;
        this.seed = seed;
        random = new Random(seed);
        load = new Load(sandbox, random);
        Map<String, String> all = new HashMap<>(load.environment());
        all.putAll(changes);
        processes = new Processes(sandbox, interception, folder, all);
        log.info("{}: seed {}", part, seed);
    }

    /**
     * One process at a time, killed and stopped in turn.
     *
     * @param folder for all that the processes leave; emptied
     * @param messages how many at least
     */
    public static CrashReport restarted(Path folder, long seed, int messages, int restarts) {
        try (var run = new LoadRun("Mixed events with restarts", folder, seed, Map.of())) {
            run.load.add(messages);
            DroverJar drover = run.processes.start();
            for (int i = 0; i < restarts; i++) {
                run.load.send(run.load.unsent() / (restarts + 1 - i));
                drover = run.replace(drover, i % 2 == 0);
            }
            return run.finish();
        }
    }

    /**
     * Two processes on one PostgreSQL, replaced one after the other by SIGTERM while messages come.
     *
     * @param rounds how often both are replaced
     */
    public static CrashReport rolling(Path folder, long seed, int messages, int rounds, String ledgerUrl) {
        Map<String, String> postgres = Map.of("DROVER_LEDGER_URL", ledgerUrl, "DROVER_LEDGER_USER", "postgres");
        try (var run = new LoadRun("Rolling restart of two processes", folder, seed, postgres)) {
            run.load.add(messages);
            DroverJar[] replicas = {run.processes.start(), run.processes.start()};
            for (int i = 0; i < 2 * rounds; i++) {
                run.load.send(run.load.unsent() / (2 * rounds + 1 - i));
                replicas[i % 2] = run.replace(replicas[i % 2], false);
            }
            return run.finish();
        }
    }

    /** Kills, stops and faults as they fall, for so long; then all must come to its end. */
    public static CrashReport soak(Path folder, long seed, Duration time) {
        // Nothing is parked because it was unlucky often.
        try (var run = new LoadRun("Soak", folder, seed, Map.of("DROVER_QUEUE_MAX_RECEIVES", "1000"))) {
            long end = System.nanoTime() + time.toNanos();
            var faults = new Faults(run.random);
            int rounds = 0;
            DroverJar drover = run.processes.start();
            while (System.nanoTime() < end) {
                run.load.add(MESSAGES_OF_A_ROUND);
                run.load.send(Integer.MAX_VALUE);
                drover = run.round(drover, faults, rounds++);
            }
            return run.finish();
        }
    }

    /** A kill, a stop, or neither. */
    private DroverJar round(DroverJar drover, Faults faults, int number) {
        Interception.Plan disturbed = (request, index) -> faults.next(request);
        if (number % 3 < 2) {
            return replace(drover, number % 3 == 0, disturbed);
        }
        interception.plan(disturbed);
        long until = System.nanoTime() + random.nextLong(LONGEST_ROUND.toNanos());
        await(LONGEST_ROUND, () -> load.isOver() || System.nanoTime() > until);
        return drover;
    }

    private DroverJar replace(DroverJar drover, boolean kill) {
        return replace(drover, kill, (request, index) -> Optional.empty());
    }

    /** Ends the process at some request, or when there is no more to do; then starts another. */
    private DroverJar replace(DroverJar drover, boolean kill, Interception.Plan disturbed) {
        int at = random.nextInt(FARTHEST_REQUEST);
        boolean done = random.nextBoolean();
        var ended = new CompletableFuture<Long>();
        Runnable end = () -> {
            if (kill) {
                processes.kill(drover);
                ended.complete(System.nanoTime());
            } else {
                ended.complete(Processes.signal(drover));
            }
        };
        interception.plan((request, index) -> {
            if (index != at) {
                return disturbed.of(request, index);
            }
            if (kill && done) {
                return Optional.of(Fault.cutAfter(answer -> end.run()));
            }
            end.run();
            return kill ? Optional.of(Fault.cutBefore()) : Optional.empty();
        });
        await(TO_DRAIN, () -> ended.isDone() || load.isOver());
        interception.plan(disturbed);
        if (!ended.isDone()) {
            end.run();
        }
        if (!kill) {
            processes.stopped(drover, ended.join());
        }
        processes.abandonReceives();
        return processes.start();
    }

    private static void await(Duration most, Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(most.plus(Processes.ENOUGH))
                .until(condition);
    }

    /** Undisturbed, all must come to its end. */
    private CrashReport finish() {
        interception.clear();
        load.send(load.unsent());
        try {
            await(TO_DRAIN, load::isOver);
        } catch (ConditionTimeoutException e) {
            log.warn("{}: not over after {}", part, TO_DRAIN);
        }
        processes.stopAll();
        LoadCheck check = LoadCheck.of(sandbox, load);
        List<String> failures = new ArrayList<>(check.failures());
        failures.addAll(processes.shortcomings());
        return new CrashReport(
                part,
                load.sent(),
                processes.kills(),
                processes.stops(),
                failures,
                check.lost(),
                check.doubled(),
                Canaries.findings(sandbox, processes.folder()),
                seed,
                Duration.ofNanos(System.nanoTime() - started));
    }

    @Override
    public void close() {
        processes.close();
        sandbox.close();
    }
}
