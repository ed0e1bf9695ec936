package io.drover.sandbox.crash;

import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays one flow again and again, each time killing the process at another request, and compares what is there in the end with what an
 * undisturbed play leaves. The process that finished one play is the one that is killed in the next.
 */
public final class KillMatrix implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KillMatrix.class);

    /** A play that is over may still be answered its last request. */
    private static final Duration LAST_ANSWER = Duration.ofMillis(300);

    private final String part;
    private final Play.Flow flow;
    private final long started = System.nanoTime();
    private final Sandbox sandbox = new Sandbox();
    private final Interception interception = new Interception(sandbox);
    private final Processes processes;
    private final Map<String, Object> undisturbed;
    private final int requests;
    private final List<String> failures = new ArrayList<>();
    private DroverJar drover;
    private int plays;

    private enum Side {
        /** The server never hears of it. */
        BEFORE,
        /** The server has done it; its answer comes to nobody. */
        AFTER,
        /** A message was taken, and its receiver does not know. */
        DELIVERY
    }

    /** @param index from 0; of a delivery always 0 */
    private record Point(Side side, int index) {}

    /** Plays the flow undisturbed. */
    private KillMatrix(String part, Play.Flow flow, Path folder) {
        this.part = part;
        this.flow = flow;
        processes = new Processes(sandbox, interception, folder, Map.of());
        drover = processes.start();
        play(null); // The first one of a process fetches the template besides.
        Play golden = next();
        play(golden, null);
        undisturbed = golden.endState();
        requests = interception.requests();
        log.info("{}: {} requests undisturbed", part, requests);
    }

    /** @param folder for all that the processes leave; emptied */
    public static KillMatrix onboarding(Path folder) {
        return new KillMatrix("Killed around each request of an onboarding", Play::onboarding, folder);
    }

    /** As the other. */
    public static KillMatrix deployment(Path folder) {
        return new KillMatrix("Killed around each request of a deployment", Play::deployment, folder);
    }

    /** Both sides of every request, until there is none of that number; and a delivery. */
    public CrashReport whole() {
        play(new Point(Side.DELIVERY, 0));
        for (Side side : List.of(Side.BEFORE, Side.AFTER)) {
            int index = 0;
            // Now and then one has a request less than usual.
            while (play(new Point(side, index)) || index < requests) {
                index++;
            }
            log.info("{}: {} kills {} a request, {} failures", part, index, side, failures.size());
        }
        return report(processes.kills(), 0);
    }

    /** A choice of all. */
    public CrashReport slice(long seed, int kills) {
        List<Point> points = new ArrayList<>(List.of(new Point(Side.DELIVERY, 0)));
        IntStream.range(0, requests).forEach(index -> {
            points.add(new Point(Side.BEFORE, index));
            points.add(new Point(Side.AFTER, index));
        });
        Collections.shuffle(points, new Random(seed));
        points.subList(0, Math.min(kills, points.size())).forEach(this::play);
        return report(kills, seed);
    }

    private Play next() {
        return flow.of(sandbox, "k%04dx".formatted(plays++));
    }

    private boolean play(@Nullable Point point) {
        return play(next(), point);
    }

    /** Whether the process was killed: false when there was no such request. */
    private boolean play(Play play, @Nullable Point point) {
        var killed = new AtomicBoolean();
        DroverJar victim = drover;
        Runnable kill = () -> {
            if (!killed.getAndSet(true)) {
                processes.kill(victim);
            }
        };
        interception.plan((request, index) -> point == null ? Optional.empty() : at(point, request, index, kill));
        if (point != null && point.side() == Side.DELIVERY) {
            interception.onDelivery(kill);
        }
        try {
            play.begin();
            await(() -> killed.get() || play.isOver());
            if (point != null && !killed.get()) {
                Awaitility.await()
                        .pollDelay(LAST_ANSWER)
                        .atMost(Processes.ENOUGH)
                        .until(() -> true);
            }
            if (killed.get()) {
                replace();
                await(play::isOver);
            }
            if (point != null) {
                compare(play, point);
            }
        } catch (ConditionTimeoutException e) {
            fail("%s: %s is not over after %s".formatted(point, play.projectId(), Processes.ENOUGH));
        }
        return killed.get();
    }

    private Optional<Fault> at(Point point, Request request, int index, Runnable kill) {
        if (index != point.index() || point.side() == Side.DELIVERY) {
            return Optional.empty();
        }
        note(point, request);
        if (point.side() == Side.AFTER) {
            return Optional.of(Fault.cutAfter(answer -> kill.run()));
        }
        kill.run();
        return Optional.of(Fault.cutBefore());
    }

    /** For people who want to know what was killed. */
    private void note(Point point, Request request) {
        String target = request.header("x-amz-target");
        String line = "%s %d %s %s%n"
                .formatted(point.side(), point.index(), request.method(), target == null ? request.path() : target);
        try {
            Files.writeString(
                    processes.folder().resolve("kills.txt"),
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replace() {
        Awaitility.await("death")
                .atMost(Processes.ENOUGH)
                .until(() -> !drover.process().isAlive());
        interception.clear();
        processes.abandonReceives();
        drover = processes.start();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Processes.ENOUGH)
                .until(condition);
    }

    private void compare(Play play, Point point) {
        Map<String, Object> state = play.endState();
        Set<String> all = new TreeSet<>(undisturbed.keySet());
        all.addAll(state.keySet());
        for (String what : all) {
            if (!Objects.equals(undisturbed.get(what), state.get(what))) {
                fail("%s: %s of %s: expected %s, found %s"
                        .formatted(point, what, play.projectId(), undisturbed.get(what), state.get(what)));
            }
        }
    }

    /** Told at once, too: the whole takes long. */
    private void fail(String line) {
        log.warn("{}: {}", part, line);
        failures.add(line);
    }

    private CrashReport report(int cases, long seed) {
        interception.clear();
        processes.stopAll();
        failures.addAll(processes.shortcomings());
        sandbox.violations().forEach(line -> failures.add("against the contract: " + line));
        failures.addAll(ledger());
        return new CrashReport(
                part,
                cases,
                processes.kills(),
                processes.stops(),
                failures,
                List.of(),
                List.of(),
                Canaries.findings(sandbox, processes.folder()),
                seed,
                Duration.ofNanos(System.nanoTime() - started));
    }

    /** Each play is one run there, and done. */
    private List<String> ledger() {
        try (Ledger ledger = JdbcLedger.open(processes.ledgerUrl(), null, null, Clock.systemUTC())) {
            List<Run> runs = ledger.runs(10 * plays);
            List<String> wrong = runs.stream()
                    .filter(run -> run.state() != Run.State.DONE)
                    .map(run -> "ledger: %s %s".formatted(run.subject(), run.state()))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (runs.size() != plays) {
                wrong.add("ledger: %d runs instead of %d".formatted(runs.size(), plays));
            }
            return wrong;
        }
    }

    @Override
    public void close() {
        processes.close();
        sandbox.close();
    }
}
