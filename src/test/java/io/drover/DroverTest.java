package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroverTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpSaysHowToStartAndWhatExitCodesMean(String option) {
        int code = run(option);

        assertAll(
                () -> assertThat(code).isZero(),
                () -> assertThat(out.toString(StandardCharsets.UTF_8))
                        .startsWith("Usage: java -jar drover.jar ")
                        .contains("doctor", "dead-letters", "reconcile")
                        .containsPattern("78 +a setting is missing or wrong")
                        .endsWith("\n"),
                () -> assertThat(err.size()).isZero());
    }

    @Test
    void versionIsOneLine() {
        int code = run("--version");

        assertAll(
                () -> assertThat(code).isZero(),
                () -> assertThat(out.toString(StandardCharsets.UTF_8).lines())
                        .singleElement()
                        .asString()
                        .matches("Drover \\S.*"),
                () -> assertThat(err.size()).isZero());
    }

    @Test
    void anUnknownOptionIsRefusedAndPointsToHelp() {
        int code = run("--verbose");

        assertAll(
                () -> assertThat(code).isEqualTo(2),
                () -> assertThat(err.toString(StandardCharsets.UTF_8).lines())
                        .singleElement()
                        .isEqualTo("Unknown option: '--verbose'. Try: java -jar drover.jar --help"),
                () -> assertThat(out.size()).isZero());
    }

    private int run(String... arguments) {
        return Drover.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
