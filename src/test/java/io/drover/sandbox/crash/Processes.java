package io.drover.sandbox.crash;

import io.drover.sandbox.DroverJar;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The processes of the packaged JAR on one sandbox, with one ledger, and all that they leave in one folder. */
final class Processes implements AutoCloseable {
    static final Duration ENOUGH = Duration.ofSeconds(90);

    /** Longest that a stopped process may take, and after which it may receive nothing more. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static final Duration TO_STOP_RECEIVING = Duration.ofSeconds(1);

    /** The SDK's way to tell who asks. */
    private static final String NAME_VARIABLE = "AWS_SDK_UA_APP_ID";

    private static final Pattern NAME = Pattern.compile("app/(drover-\\d+)");

    private final Sandbox sandbox;
    private final Interception interception;
    private final Path folder;
    private final Map<String, String> environment;
    private final List<DroverJar> started = new ArrayList<>();
    private final List<String> shortcomings = new ArrayList<>();
    private int kills;
    private int stops;
    private int receiving;

    /**
     * @param folder emptied at first
     * @param changes to the environment of {@link Sandbox#unhurriedEnvironment}
     */
    Processes(Sandbox sandbox, Interception interception, Path folder, Map<String, String> changes) {
        this.sandbox = sandbox;
        this.interception = interception;
        this.folder = emptied(folder);
        Map<String, String> all = new HashMap<>(sandbox.unhurriedEnvironment(this.folder));
        all.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "4");
        all.put("DROVER_LEDGER_LEASE", "4s");
        all.put("DROVER_DEPLOYMENT_SETTLE_TIME", "2s");
        all.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "2s");
        all.put("DROVER_RETRY_MAXIMUM_DELAY", "2s");
        // It starts in half the time: what is optimised for later is killed soon.
        all.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        all.putAll(changes);
        environment = Map.copyOf(all);
    }

    private static Path emptied(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> old = Files.walk(folder)) {
                    for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + folder, e);
        }
    }

    /** One more process, once it is ready. */
    synchronized DroverJar start() {
        int number = started.size();
        Map<String, String> its = new HashMap<>(environment);
        its.put(NAME_VARIABLE, name(number));
        DroverJar process = DroverJar.start(its, folder.resolve("output%03d.txt".formatted(number)));
        started.add(process);
        Awaitility.await("a ready process; see " + folder)
                .atMost(ENOUGH)
                .until(() -> process.output().contains(" is ready")
                        || !process.process().isAlive());
        return process;
    }

    private static String name(int number) {
        return "drover-" + number;
    }

    /** Which process asks; empty for others than the AWS SDK's. */
    static Optional<String> nameIn(Request request) {
        String agent = request.header("user-agent");
        Matcher name = NAME.matcher(agent == null ? "" : agent);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** SIGKILL; nothing of the process runs any more when this returns. May be called while one of its requests is answered. */
    void kill(DroverJar process) {
        process.process().destroyForcibly().onExit().join();
        kills++;
    }

    /** SIGTERM, and nothing more; {@link #stopped} waits for it. */
    static long signal(DroverJar process) {
        process.process().destroy();
        return System.nanoTime();
    }

    /** Waits until a process that was told to stop has ended, and notes when it takes too long or receives too late. */
    void stopped(DroverJar process, long signalled) {
        try {
            Awaitility.await("the end of a stopped process")
                    .atMost(ENOUGH)
                    .until(() -> !process.process().isAlive());
        } finally {
            kill(process);
            kills--;
        }
        stops++;
        Duration took = since(signalled, System.nanoTime());
        if (took.compareTo(TO_END) > 0) {
            shortcomings.add("a stopped process took %d ms".formatted(took.toMillis()));
        }
        interception.lastReceive(name(started.indexOf(process))).ifPresent(receive -> {
            receiving++;
            Duration late = since(signalled, receive);
            if (late.compareTo(TO_STOP_RECEIVING) > 0) {
                shortcomings.add("a stopped process received messages after %d ms".formatted(late.toMillis()));
            }
        });
    }

    /** All that run now, one after the other. */
    void stopAll() {
        started.stream()
                .filter(process -> process.process().isAlive())
                .toList()
                .forEach(process -> stopped(process, signal(process)));
    }

    private static Duration since(long from, long to) {
        return Duration.ofNanos(to - from);
    }

    /** To be called when a process is dead and before the next message comes: its long polls would take it away. */
    void abandonReceives() {
        sandbox.aws().abandonReceives();
    }

    Path folder() {
        return folder;
    }

    String ledgerUrl() {
        return environment.getOrDefault("DROVER_LEDGER_URL", "");
    }

    int kills() {
        return kills;
    }

    int stops() {
        return stops;
    }

    /** What stopped processes did not keep, a line each. */
    List<String> shortcomings() {
        List<String> all = new ArrayList<>(shortcomings);
        if (stops > 0 && receiving == 0) {
            all.add("no receive of a stopped process was seen: how the SDK names its process has changed");
        }
        return all;
    }

    @Override
    public synchronized void close() {
        started.forEach(DroverJar::close);
    }
}
