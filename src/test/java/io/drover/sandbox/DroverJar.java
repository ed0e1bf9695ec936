package io.drover.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged JAR as a process of its own. */
public final class DroverJar implements AutoCloseable {
    /** System property with options of the JVM. */
    static final String OPTIONS = "drover.jvm";

    static final String ADVISED = "-XX:TieredStopAtLevel=1";

    private final Process process;
    private final @Nullable Path output;

    private DroverJar(Process process, @Nullable Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * With the options of the JVM that README.md advises, unless {@code drover.jvm} has others, separated by spaces.
     *
     * @param output file for all that it prints; null for this process's own output
     * @param arguments after {@code -jar drover.jar}
     */
    public static DroverJar start(Map<String, String> environment, @Nullable Path output, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty(OPTIONS, ADVISED).split(" ")));
        command.addAll(List.of("-Xmx256m", "-jar", System.getProperty("drover.jar", "target/drover.jar")));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("DROVER_"));
        builder.environment().putAll(environment);
        builder.redirectOutput(output == null ? Redirect.INHERIT : Redirect.to(output.toFile()));
        try {
            return new DroverJar(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("The packaged JAR could not be started", e);
        }
    }

    public Process process() {
        return process;
    }

    /** What it printed up to now. */
    public String output() {
        try {
            return output == null ? "" : Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops it as {@code kill} and a container's runtime do.
     *
     * @return how long it took
     */
    public Duration terminate() throws InterruptedException {
        long started = System.nanoTime();
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Drover did not stop within 30 s of SIGTERM");
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
