package io.drover.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The starter template's workflows read the file that Drover writes, with the shell that a runner uses. */
class TemplateWorkflowsTest {
    private static final String BUILD = "model_build/.github/workflows/build_sagemaker_pipeline.yml#build";
    private static final String DEPLOY = "model_deploy/.github/workflows/deploy_model_pipeline.yml#deploy";
    private static final String LOAD = "Load .drover/project.env";

    @TempDir
    private Path checkout;

    private Path gitHubEnv = Path.of("");

    @BeforeEach
    void aRunnersFileForVariables() throws IOException {
        gitHubEnv = Files.createFile(checkout.resolve("github-env"));
    }

    @ParameterizedTest
    @ValueSource(strings = {BUILD, DEPLOY})
    void theFilesSettingsAndNothingElseReachLaterSteps(String job) throws Exception {
        write(new String(ProjectEnv.bytes(Map.of("REGION", "eu-central-1")), UTF_8)
                + "\n  # corrected on Windows\r\nGLUE_TABLE=whales=2\r\nsome words\nEOF<<X\nGLUE_DATABASE=sea");

        run(step(job, LOAD));

        // The runner fails on a line that is neither NAME=value nor NAME<<DELIMITER.
        assertThat(Files.readString(gitHubEnv))
                .isEqualTo("REGION=eu-central-1\nGLUE_TABLE=whales=2\nGLUE_DATABASE=sea");
    }

    @ParameterizedTest
    @ValueSource(strings = {BUILD, DEPLOY})
    void withoutTheFileTheSecretsStay(String job) throws Exception {
        run(step(job, LOAD));

        assertThat(gitHubEnv).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {BUILD, DEPLOY})
    void itIsLoadedRightAfterTheCheckOutAndNoStepHidesIt(String job) throws IOException {
        List<Map<?, ?>> steps = steps(job);

        assertThat(steps)
                .element(0)
                .satisfies(step -> assertThat(step.get("uses")).asString().startsWith("actions/checkout@"));
        assertThat(steps)
                .element(1)
                .satisfies(step -> assertThat(step.get("name")).isEqualTo(LOAD));
        // A step's own env would win over GITHUB_ENV, and a secret named outside env would never come from the file.
        assertThat(steps)
                .allSatisfy(step -> assertThat(step.containsKey("env")).isFalse())
                .allSatisfy(step -> assertThat(step.toString()).doesNotContain("secrets."));
    }

    private void write(String text) throws IOException {
        Path file = checkout.resolve(ProjectEnv.PATH);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    /** As a runner does: "bash -e {0}" where no shell is named. */
    private void run(Map<?, ?> step) throws Exception {
        var bash = new ProcessBuilder("bash", "-e", "-c", String.valueOf(step.get("run")))
                .directory(checkout.toFile())
                .inheritIO();
        bash.environment().put("GITHUB_ENV", gitHubEnv.toString());
        Process process = bash.start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Map<?, ?> step(String job, String name) throws IOException {
        return steps(job).stream()
                .filter(step -> name.equals(step.get("name")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<?, ?>> steps(String job) throws IOException {
        String[] place = job.split("#", 2);
        String text = Files.readString(Path.of("templates/regression", place[0]));
        Object file = new Load(LoadSettings.builder().build()).loadFromString(text);
        Object steps = map(map(map(file).get("jobs")).get(place[1])).get("steps");
        return ((List<?>) Objects.requireNonNull(steps))
                .stream().<Map<?, ?>>map(TemplateWorkflowsTest::map).toList();
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }
}
