package io.drover.sandbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanariesTest {
    @TempDir
    Path folder;

    private final Sandbox sandbox = new Sandbox();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aPlantedTokenIsFoundInAnyFormAndPlace() {
        String token = sandbox.token();

        for (String planted : List.of(
                token,
                "https://x-access-token:" + token + "@127.0.0.1/",
                "Basic " + base64("x-access-token:" + token),
                base64("ab" + token + " and more"),
                base64("a" + token + "z"))) {
            assertThat(plant(planted)).as(planted).singleElement().asString().contains("output.txt shows the token");
        }
    }

    @Test
    void plantedValuesOfSecretsAreFound() {
        var project = Canaries.mark(sandbox.project("planted"));

        for (String planted : List.of(
                project.domainUnitId(),
                base64("{\"x\":\"" + project.resources().executionRoleArn() + "\"}"),
                project.resources().spaceArn("default-space"),
                project.resources()
                        .spaceArn("default-space")
                        .replace(":", "%3a")
                        .replace("/", "%2f"),
                "sandbox-secret")) {
            assertThat(plant(planted)).as(planted).hasSize(1);
        }
    }

    @Test
    void aCanaryIsFoundAmongBytesThatAreNoText() throws IOException {
        byte[] page = ("\0\u0081" + sandbox.token() + "\u00ff").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("drover.mv.db"), page);

        assertThat(Canaries.of(sandbox).findings(folder)).hasSize(1);
    }

    @Test
    void nothingIsFoundWhereNothingIsAndAFindingShowsNoSecret() {
        assertThat(plant("dzd_4f3k2example/planted: Build repository (5491 ms)"))
                .isEmpty();
        assertThat(plant(sandbox.token()).toString()).doesNotContain(sandbox.token());
    }

    @Test
    void twoCanariesInOneTextAreTwoFindings() {
        var project = Canaries.mark(sandbox.project("told"));
        Canaries canaries = Canaries.of(sandbox);

        assertThat(canaries.findings("event", project.name())).isEmpty();
        assertThat(canaries.findings("event", sandbox.token() + project.domainUnitId()))
                .hasSize(2);
    }

    private List<String> plant(String text) {
        try {
            Files.writeString(folder.resolve("output.txt"), "before " + text + " after");
            return Canaries.of(sandbox).findings(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
