package io.drover.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that may be installed on this machine. A name alone does not tell: version managers leave stubs of what they could install.
 *
 * @param probe arguments with which it does nothing and succeeds
 */
record Tool(String command, List<String> probe) {
    record Result(int exitCode, String output) {}

    static Tool named(String command, String... probe) {
        return new Tool(command, List.of(probe));
    }

    boolean isInstalled() {
        try {
            return run(probe.toArray(String[]::new)).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until it has ended, a minute at the most. */
    Result run(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IOException(command + " did not end within a minute");
            }
            return new Result(process.exitValue(), output.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while waiting for " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
