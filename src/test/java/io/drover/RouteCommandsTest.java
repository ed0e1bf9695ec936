package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RouteCommandsTest {
    private static final Path PACKAGED = Path.of("src/main/resources/routes");
    private static final String FLOW = "project-created.camel.yaml";

    @TempDir
    Path folder;

    /** A command switches logging off, unless somebody has logged before; other tests need it. */
    @BeforeAll
    static void log() {
        LoggerFactory.getLogger(RouteCommandsTest.class).atInfo().log("Commands for routes");
    }

    @AfterAll
    static void logAgain() {
        System.clearProperty("drover.log.level");
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void exportsThePackagedFilesByteForByteAndTheyAreValid() throws IOException {
        Path routes = folder.resolve("new/routes");

        assertThat(run("export-routes", routes.toString())).isZero();

        try (Stream<Path> files = Files.list(PACKAGED)) {
            List<Path> packaged = files.toList();
            assertThat(routes).isDirectoryContaining("glob:**.camel.yaml");
            assertThat(packaged)
                    .allSatisfy(file ->
                            assertThat(routes.resolve(file.getFileName())).hasSameBinaryContentAs(file));
        }
        assertThat(run("validate", routes.toString())).isZero();
        assertThat(out()).contains("validate " + routes, "files are right.");
    }

    @Test
    void exportsOverNothingUnlessForced() throws IOException {
        Files.writeString(folder.resolve(FLOW), "mine");

        assertThat(run("export-routes", folder.toString())).isEqualTo(2);

        assertThat(err()).contains(FLOW, "--force");
        assertThat(folder.resolve(FLOW)).hasContent("mine");
        assertThat(folder).isDirectoryNotContaining("glob:**/stop-run.camel.yaml");
        assertThat(run("export-routes", "--force", folder.toString())).isZero();
        assertThat(folder.resolve(FLOW)).hasSameBinaryContentAs(PACKAGED.resolve(FLOW));
    }

    @Test
    void tellsEachFaultWithItsLine() throws IOException {
        Path flow = edited("method: requireReady", "method: demand", "direct:describe-project", "direct:describe");

        assertThat(run("validate", flow.toString())).isEqualTo(1);

        String text = Files.readString(flow);
        int line = text.substring(0, text.indexOf("method: demand")).split("\n", -1).length;
        assertThat(out().lines().filter(found -> found.contains(": error: ")))
                .hasSize(3)
                .allSatisfy(found -> assertThat(found).startsWith(flow + ":"))
                .anySatisfy(found ->
                        assertThat(found).startsWith(flow + ":" + line + ":").contains("'demand'"))
                .anySatisfy(found -> assertThat(found).contains("direct:describe:"));
    }

    @Test
    void findsWhatAPackagedFileNoLongerFinds() throws IOException {
        Path file = folder.resolve("describe-project.camel.yaml");
        Files.writeString(
                file,
                Files.readString(PACKAGED.resolve("describe-project.camel.yaml"))
                        .replace("name: describe-project", "name: described"));

        assertThat(run("validate", file.toString())).isEqualTo(1);

        assertThat(out()).contains("classpath:routes/" + FLOW + ":", "no route starts from direct:describe-project");
    }

    @Test
    void findingsAreJsonForScripts() throws IOException {
        Path flow = edited("ref: events", "ref: event");

        assertThat(run("validate", "--json", flow.toString())).isEqualTo(1);

        JsonNode findings = new ObjectMapper().readTree(out());
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.path("severity").asText()).isEqualTo("ERROR");
            assertThat(finding.path("file").asText()).isEqualTo(flow.toString());
            assertThat(finding.path("line").asInt()).isPositive();
            assertThat(finding.path("problem").asText()).contains("no bean 'event'");
        });
    }

    @Test
    void projectTypesBesideRoutesAreRight() throws IOException {
        Path types = types("""
            products: {prod-1: vision, prod-2: train}
            types:
              vision: {repositories: {code: {name: "{project.group}-code"}}}
            """);

        assertThat(run("validate", types.toString(), edited().toString())).isZero();

        assertThat(out()).contains("2 files are right.");
    }

    @Test
    void tellsEachFaultOfProjectTypesWithItsPlace() throws IOException {
        Path types = types("""
            products:
              prod-1: vision
            templates:
              vision: {type: train}
            types:
              sound:
                repositories:
                  code: {name: "{project.nam}-{project.id}"}
            kinds: {}
            """);
        Path flow = edited("ref: events", "ref: event");

        assertThat(run("validate", flow.toString(), types.toString())).isEqualTo(1);

        assertThat(out().lines().filter(found -> found.contains(": error: ")))
                .hasSize(5)
                .anySatisfy(found -> assertThat(found).startsWith(flow + ":").contains("no bean 'event'"))
                .anySatisfy(found -> assertThat(found)
                        .startsWith(types + ":2:3: error: there is no project type 'vision'")
                        .contains("train-and-deploy", "sound"))
                .anySatisfy(found ->
                        assertThat(found).startsWith(types + ":4:3: error: ").contains("name of a type"))
                .anySatisfy(found -> assertThat(found).startsWith(types + ":8:14: error: {project.nam} is nothing"))
                .anySatisfy(found -> assertThat(found).startsWith(types + ":9:1: error: 'kinds' is not known here"));
        assertThat(out()).contains("5 errors.");
    }

    @Test
    void findingsOfProjectTypesAreJsonForScripts() throws IOException {
        Path types = types("templates: {vision: vision}");

        assertThat(run("validate", "--json", types.toString())).isEqualTo(1);

        JsonNode findings = new ObjectMapper().readTree(out());
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.path("severity").asText()).isEqualTo("ERROR");
            assertThat(finding.path("file").asText()).isEqualTo(types.toString());
            assertThat(finding.path("line").asInt()).isEqualTo(1);
            assertThat(finding.path("column").asInt()).isEqualTo(13);
            assertThat(finding.path("problem").asText()).contains("no project type 'vision'");
        });
    }

    @Test
    void aPatternThatMatchesNothingIsWrongUsage() {
        assertThat(run("validate", folder + "/*.yaml")).isEqualTo(2);

        assertThat(err()).contains("No file matches", "validate --help");
    }

    private Path types(String yaml) throws IOException {
        return Files.writeString(folder.resolve("project-types.yaml"), yaml);
    }

    private Path edited(String... replacements) throws IOException {
        String text = Files.readString(PACKAGED.resolve(FLOW));
        for (int i = 0; i < replacements.length; i += 2) {
            text = text.replace(replacements[i], replacements[i + 1]);
        }
        return Files.writeString(folder.resolve(FLOW), text);
    }

    private int run(String... arguments) {
        return Drover.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
