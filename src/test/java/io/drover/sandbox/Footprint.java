package io.drover.sandbox;

import io.drover.sandbox.aws.ProjectScene;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * How soon the packaged JAR asks SQS for messages, with and without the options that README.md advises and an archive of loaded
 * classes, and what processor time and memory it takes, idle and after many onboardings. Of the Java that runs the sandbox; memory on Linux only, by {@code jcmd} of a JDK.
 */
final class Footprint {
    private static final String PLAIN = "-XX:+TieredCompilation";
    private static final int STARTS = 5;
    private static final int ONBOARDINGS = 2000;
    private static final int BATCH = 200;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    private final PrintStream out;
    private final Path data;

    private Footprint(PrintStream out, Path data) {
        this.out = out;
        this.data = data;
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        var footprint = new Footprint(out, Files.createTempDirectory("drover-footprint"));
        out.printf(
                "Java %s, drover.jar %.1f MB%n",
                Runtime.version(), Files.size(Path.of(System.getProperty("drover.jar"))) / 1e6);
        footprint.starts();
        footprint.work();
        footprint.memory();
    }

    private void starts() throws InterruptedException {
        // JEP 514: https://openjdk.org/jeps/514; before it, class data sharing: https://openjdk.org/jeps/350
        boolean cache = Runtime.version().feature() >= 25;
        Path archive = data.resolve(cache ? "drover.aot" : "drover.jsa");
        String make = (cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive;
        String use = (cache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
        List<Double> plain = new ArrayList<>();
        List<Double> advised = new ArrayList<>();
        List<Double> archived = new ArrayList<>();
        start(DroverJar.ADVISED + " " + make);
        for (int i = 0; i < STARTS; i++) {
            plain.add(start(PLAIN));
            advised.add(start(DroverJar.ADVISED));
            archived.add(start(DroverJar.ADVISED + " " + use));
        }
        out.printf(
                "First receive after %.1f s, with %s after %.1f s (%.0f %%), with %s besides after %.1f s (%.0f %%); medians of %d, by turns%n",
                median(plain),
                DroverJar.ADVISED,
                median(advised),
                100 * median(advised) / median(plain),
                cache ? "an AOT cache" : "a CDS archive",
                median(archived),
                100 * median(archived) / median(plain),
                STARTS);
    }

    /** Seconds from the start of the process to its first request for messages. */
    private double start(String options) throws InterruptedException {
        try (var sandbox = new Sandbox()) {
            var receive = new FirstReceive(sandbox);
            long started = System.nanoTime();
            try (DroverJar drover = drover(options, sandbox.environment(data.resolve("start")))) {
                Awaitility.await("the first receive")
                        .pollInterval(Duration.ofMillis(10))
                        .atMost(Duration.ofMinutes(2))
                        .until(receive::isThere);
                drover.terminate();
                return receive.secondsSince(started);
            }
        }
    }

    private DroverJar drover(String options, Map<String, String> environment) {
        System.setProperty(DroverJar.OPTIONS, options);
        return DroverJar.start(environment, data.resolve("drover.txt"));
    }

    /** What the first compiler alone costs over the second one, once Drover is at work. */
    private void work() throws InterruptedException {
        double plain = processorTime(PLAIN);
        double advised = processorTime(DroverJar.ADVISED);
        out.printf(
                "Processor time from the start to the end of %d onboardings: %.1f s, with %s %.1f s (%.0f %%)%n",
                BATCH, plain, DroverJar.ADVISED, advised, 100 * advised / plain);
    }

    private double processorTime(String options) throws InterruptedException {
        try (var sandbox = new Sandbox();
                DroverJar drover =
                        drover(options, sandbox.unhurriedEnvironment(data.resolve("work" + options.hashCode())))) {
            onboard(sandbox, 0, BATCH);
            double took = drover.process()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toMillis()
                    / 1e3;
            drover.terminate();
            return took;
        }
    }

    private void memory() throws IOException, InterruptedException {
        try (var sandbox = new Sandbox();
                DroverJar drover = drover(DroverJar.ADVISED, sandbox.unhurriedEnvironment(data.resolve("memory")))) {
            onboard(sandbox, 0, 1);
            tell(drover, 1);
            for (int done = 1; done < ONBOARDINGS; done += BATCH) {
                onboard(sandbox, done, Math.min(BATCH, ONBOARDINGS - done));
                tell(drover, Math.min(done + BATCH, ONBOARDINGS));
            }
            drover.terminate();
        }
    }

    private static void onboard(Sandbox sandbox, int before, int count) {
        // As many as the largest GitHub Apps have would not do for all of them within the hour.
        sandbox.gitHub().rateLimit(1_000_000, Duration.ofHours(1));
        for (int i = before; i < before + count; i++) {
            ProjectScene project = sandbox.project("p" + i);
            sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        }
        Awaitility.await("onboardings")
                .pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofMinutes(10))
                .until(() -> sandbox.aws().outcomes().size() >= before + count);
    }

    /** Heap after a full collection, so that only what is kept counts. */
    private void tell(DroverJar drover, int onboardings) throws IOException, InterruptedException {
        long pid = drover.process().pid();
        String resident = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
        jcmd(pid, "GC.run");
        String heap = jcmd(pid, "GC.heap_info");
        out.printf(
                "%4d onboardings: %.0f MB resident, %.1f MB of heap in use%n",
                onboardings, number(RESIDENT, resident) / 1024, number(HEAP, heap) / 1024);
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }

    private static double number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return Double.parseDouble(found.group(1));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
