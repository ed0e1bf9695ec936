package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does with the packaged JAR what README.md tells to do under "Change a flow": its commands, and its three changes. */
class RouteTutorialIT {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final Sandbox sandbox = new Sandbox();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        sandbox.close();
    }

    @Test
    void theThreeChangesOfTheReadmeWorkAsItSays() throws Exception {
        Files.createDirectory(folder.resolve("target"));
        Files.createSymbolicLink(
                folder.resolve("target/drover.jar"),
                Path.of(System.getProperty("drover.jar", "target/drover.jar")).toAbsolutePath());
        List<String> commands = fenced("").get(0).lines().toList();
        assertThat(commands).hasSize(3);
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(folder));
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "1h");
        environment.put("ACME_PROJECT_WAIT", "200ms");

        assertThat(exitCode(run(commands.get(0), Map.of()))).isZero();
        Path flow = folder.resolve("routes/project-created.camel.yaml");
        for (String change : fenced("diff")) {
            Files.writeString(flow, changed(Files.readString(flow), change));
        }
        Process validate = run(commands.get(1), Map.of());
        assertThat(exitCode(validate)).as(output()).isZero();
        run(commands.get(2), environment);
        ProjectScene project = sandbox.project("changed")
                .deployment(StatusScript.polls("IN_PROGRESS", 3).then("SUCCESSFUL"));
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .extracting(OutcomeEvent::detailType)
                        .as(output())
                        .containsExactly("Drover Project Ready", "Acme Team Notice"));
        assertThat(sandbox.log().calls(call -> call.system().equals("iam"))).isEmpty();
        // The step ends a moment after its event was put.
        await().atMost(ENOUGH).until(() -> output().contains("Notify the team"));
        assertThat(output()).doesNotContain("Bucket access");
    }

    /** Blocks of the section, in the order in which they stand there. */
    private static List<String> fenced(String language) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section =
                readme.substring(readme.indexOf("## Change a flow"), readme.indexOf("### What routes can use"));
        return Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$")
                .matcher(section)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .toList();
    }

    private static String changed(String text, String change) {
        String before = side(change, "+");
        assertThat(text.split(Pattern.quote(before), -1))
                .as("places for " + change)
                .hasSize(2);
        return text.replace(before, side(change, "-"));
    }

    private static String side(String change, String other) {
        var lines = new StringBuilder();
        change.lines()
                .filter(line -> !line.startsWith(other))
                .forEach(line -> lines.append(line.substring(1)).append('\n'));
        return lines.toString();
    }

    private Process run(String command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve("output" + started.size() + ".txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("DROVER_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Of the command that was run last. */
    private String output() {
        try {
            return Files.readString(folder.resolve("output" + (started.size() - 1) + ".txt"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
