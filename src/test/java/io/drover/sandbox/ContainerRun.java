package io.drover.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.aws.ProjectScene;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * {@code -Ddemo=container -Dbundle=FOLDER}: the image, unpacked by {@code umoci}, run by {@code runc} as in {@code k8s/base}: read-only, without
 * capabilities, with 1 GiB of memory. Fails unless it onboards a project and its health check answers. Needs root.
 */
final class ContainerRun implements AutoCloseable {
    private static final int STARTS = 3;
    private static final Duration ENOUGH = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id = "drover-" + ProcessHandle.current().pid();
    private final Sandbox sandbox = new Sandbox();
    private final Path output = bundle().resolve("output.txt");
    private final Process process;

    private ContainerRun() throws IOException {
        Map<String, String> environment = new HashMap<>(sandbox.environment(Path.of("/data")));
        // The image's own.
        environment.remove("DROVER_LEDGER_URL");
        environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(FreePort.near(9876)));
        confine(environment);
        process = new ProcessBuilder("runc", "run", "--bundle", bundle().toString(), id)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(start());
        }
        out.printf("The container asks for messages after %.1f s (median of %d)%n", median(starts), STARTS);
        try (var container = new ContainerRun()) {
            container.onboard();
            container.probe();
            container.requireArchive();
            container.terminate();
        }
        out.println("It onboards a project, and its health check answers");
    }

    private static double start() throws IOException, InterruptedException {
        long started = System.nanoTime();
        try (var container = new ContainerRun()) {
            var receive = new FirstReceive(container.sandbox);
            container.await("the first receive", receive::isThere);
            container.terminate();
            return receive.secondsSince(started);
        }
    }

    private void onboard() {
        ProjectScene project = sandbox.project("4x7p9q2w1e3r5t");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await(
                "the outcome event",
                () -> sandbox.aws().outcomes().stream()
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")));
    }

    private void probe() throws IOException, InterruptedException {
        int exit = java("-Xlog:disable");
        if (exit != 0) {
            throw new IllegalStateException("The health check in the container ended with exit code " + exit);
        }
    }

    /** An archive of classes that does not fit its JAR or its Java is passed over without a word, unless it must be used. */
    private void requireArchive() throws IOException, InterruptedException {
        if (Files.exists(bundle().resolve("rootfs/app/drover.jsa")) && java("@/app/java.options", "-Xshare:on") != 0) {
            throw new IllegalStateException("Java cannot use the archive of classes in the image, /app/drover.jsa");
        }
    }

    /** The health check, in the container. */
    private int java(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("runc", "exec", id, "java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", "/app/drover.jar", "io.drover.Probe"));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The container did not stop within 30 s of SIGTERM");
        }
    }

    private void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(10))
                .atMost(ENOUGH)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException(
                                "The container ended with exit code " + process.exitValue() + ": see " + output);
                    }
                    return condition.call();
                });
    }

    /** The bundle's configuration: what the image says, and what the place it runs at adds to that. */
    private static void confine(Map<String, String> environment) throws IOException {
        Path unchanged = bundle().resolve("config.unchanged.json");
        Path file = bundle().resolve("config.json");
        if (!Files.exists(unchanged)) {
            Files.copy(file, unchanged);
        }
        var config = (ObjectNode) JSON.readTree(unchanged.toFile());
        ObjectNode process = config.withObject("process");
        process.put("terminal", false).put("noNewPrivileges", true).putObject("capabilities");
        ArrayNode variables = process.withArray("env");
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        config.withObject("root").put("readonly", true);
        ArrayNode mounts = config.withArray("mounts");
        for (String folder : List.of("/tmp", "/data")) {
            mount(mounts, folder, "tmpfs", "tmpfs", List.of("nosuid", "nodev", "mode=1777"));
        }
        for (String name : List.of("/etc/hosts", "/etc/resolv.conf")) {
            mount(mounts, name, "bind", name, List.of("bind", "ro"));
        }
        ObjectNode linux = config.withObject("linux");
        linux.withObject("resources").withObject("memory").put("limit", 1L << 30);
        // The stand-ins listen on the machine's own loopback address.
        for (var namespaces = linux.withArray("namespaces").iterator(); namespaces.hasNext(); ) {
            if (namespaces.next().path("type").asText().equals("network")) {
                namespaces.remove();
            }
        }
        JSON.writeValue(file.toFile(), config);
    }

    private static void mount(ArrayNode mounts, String destination, String type, String source, List<String> options) {
        ObjectNode mount = mounts.addObject();
        mount.put("destination", destination).put("type", type).put("source", source);
        options.forEach(mount.putArray("options")::add);
    }

    private static Path bundle() {
        return Path.of(System.getProperty("bundle"));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("runc", "delete", "--force", id).start().onExit().join();
        sandbox.close();
    }
}
