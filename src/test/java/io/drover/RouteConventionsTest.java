package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.route.RouteFile;
import io.drover.route.RouteRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/** The routes that Drover ships are right and keep the conventions; RouteRulesTest shows that the rules find what is wrong. */
class RouteConventionsTest {
    private static final List<RouteFile> ROUTES = shipped();

    private static List<RouteFile> shipped() {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/routes"))) {
            return files.sorted().map(file -> RouteSource.of(file).file()).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thereIsNothingThatCamelWouldRefuseOrThatWouldFail() {
        assertThat(RouteChecks.alone().findings(ROUTES)).isEmpty();
    }

    @Test
    void aFileIsCalledAsItsFirstRoute() {
        assertThat(RouteRules.fileNames(ROUTES)).isEmpty();
    }

    @Test
    void everyRouteAndStepHasAnId() {
        assertThat(RouteRules.ids(ROUTES)).isEmpty();
    }

    @Test
    void everyRouteAndStepIsDescribedInFewWords() {
        assertThat(RouteRules.descriptions(ROUTES)).isEmpty();
    }

    @Test
    void noEndpointHasAQueryString() {
        assertThat(RouteRules.queryStrings(ROUTES)).isEmpty();
    }

    @Test
    void errorsAreHandledInOneFile() {
        assertThat(RouteRules.errorHandling(ROUTES)).isEmpty();
    }

    /** Kaoto and others read a file into its tree and write that back: what stands in comments would be gone, notes stay. */
    @Test
    void nothingIsLostInAnEditor() {
        var dump = new Dump(DumpSettings.builder().build());

        assertThat(ROUTES).allSatisfy(file -> {
            String written = dump.dumpToString(new ObjectMapper().convertValue(file.content(), Object.class));
            assertThat(RouteFile.of(file.location(), written).content()).isEqualTo(file.content());
            assertThat(RouteSource.of(Path.of(file.location())).text()).doesNotContainPattern("(?m)^\\s*#");
        });
    }

    /** Kaoto draws an idempotentConsumer without what stands in it: https://github.com/KaotoIO/kaoto */
    @Test
    void aClaimHoldsNothingButTheCallOfItsSteps() {
        List<JsonNode> claims = ROUTES.stream()
                .flatMap(file -> file.content().findValues("idempotentConsumer").stream())
                .toList();

        assertThat(claims)
                .hasSizeGreaterThan(1)
                .allSatisfy(claim -> assertThat(claim.path("steps"))
                        .singleElement()
                        .satisfies(
                                step -> assertThat(step.at("/to/uri").asText()).isEqualTo("direct")));
    }

    @Test
    void everyFileIsStarted() {
        String pattern = SettingsKeys.defaults().getProperty("camel.main.routes-include-pattern");

        assertThat(RouteRules.startedFiles(ROUTES, pattern)).isEmpty();
    }
}
