package io.drover.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check accepts a good route and finds what is wrong in a bad one, with its line and the step's id. */
class RouteCheckTest {
    private static final RouteCheck CHECK = new RouteCheck(
            new Placeholders(Map.of("drover.pause", "5s", "drover.size", "10", "drover.queue.feed", "1")),
            new BoundBeans(Map.of("text", String.class)));

    @Test
    void aGoodRouteHasNoFindings() {
        assertThat(CHECK.findings(SampleRoute.around(SampleRoute.GOOD_STEPS))).isEmpty();
    }

    @Test
    void tellsTheLineAndColumnOfTheWordThatTheSchemaDoesNotKnow() {
        List<RouteFile> files = SampleRoute.around("""
                - log:
                    id: say-hello
                    description: Say
                    mesage: hello
                """);

        assertThat(RouteCheck.schema(files))
                .extracting(RouteFinding::toString)
                .satisfiesExactlyInAnyOrder(
                        unknown -> assertThat(unknown)
                                .startsWith("sample.camel.yaml:14:13: error: 'say-hello': 'mesage' is not known here;"),
                        missing -> assertThat(missing)
                                .startsWith("sample.camel.yaml:11:11: error: 'say-hello': 'message' is missing;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a: [1", "- a\n\tb: 1", "a: 1\na: 2", "", "&a [*a]", "- {a: b}}"})
    void tellsWhyAFileIsNoYaml(String text) {
        List<RouteFinding> findings = CHECK.findings(List.of(RouteFile.of("routes/broken.camel.yaml", text)));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.toString())
                    .startsWith("routes/broken.camel.yaml:")
                    .doesNotContain("\n");
            assertThat(finding.line()).isBetween(1, 2);
        });
    }

    @Test
    void beansThatAFileMakesCountAsBound() {
        List<RouteFile> files = List.of(
                RouteFile.of("beans.camel.yaml", """
                - beans:
                    - name: mine
                      type: com.acme.Mine
                """),
                SampleRoute.around("- bean: {id: call, ref: mine, method: anything}")
                        .get(0));

        assertThat(CHECK.findings(files)).isEmpty();
    }

    @Test
    void aComponentThatIsNotInTheJarIsNamed() {
        List<RouteFile> files = SampleRoute.around("- to: {id: call, uri: kafka, parameters: {topic: news}}");

        assertThat(CHECK.findings(files))
                .singleElement()
                .extracting(RouteFinding::problem)
                .asString()
                .contains("'kafka' is not part of Drover");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{my.pause:5s}}", "{{?my.pause}}", "{{env:PAUSE}}", "{{drover.pause}}"})
    void aPlaceholderThatMayBeSetIsFine(String text) {
        assertThat(CHECK.findings(SampleRoute.around("- log: {id: say, message: '%s'}".formatted(text))))
                .isEmpty();
    }

    @Test
    void aPlaceholderThatSomebodyMustSetIsAHint() {
        List<RouteFinding> findings = CHECK.findings(SampleRoute.around("- log: {id: say, message: '{{my.text}}'}"));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.isError()).isFalse();
            assertThat(finding.problem()).contains("'my.text'", "default");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- logg: {id: bad, description: Bad, message: hello}",
                "- log: {id: bad, description: Bad, mesage: hello}",
                "- delay: {id: bad, description: Bad, simple: 5s, asyncDelayed: 'true'}",
                "- loop: {id: bad, description: Bad, constant: '3', breakOnShutdown: maybe}",
                "- setProperty: {id: bad, description: Bad, constant: x}",
                "- to: {id: bad, description: Bad}",
            })
    void findsWhatTheSchemaDoesNotAllow(String step) {
        assertThat(RouteCheck.schema(SampleRoute.around(step)))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).hasToString(finding.toString()));
    }

    @Test
    void findsAnIdThatAnotherFileHas() {
        List<RouteFile> files = List.of(
                SampleRoute.around("- stop: {id: end-here, description: End}").get(0),
                RouteFile.of("b.camel.yaml", """
                        - from:
                            id: end-here
                            description: Start
                            uri: direct
                            parameters: {name: b}
                            steps: []
                        """));

        assertThat(RouteCheck.ids(files))
                .singleElement()
                .asString()
                .contains("b.camel.yaml", "'end-here'", "taken in sample.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri: logg, parameters: {loggerName: here}",
                "uri: log, parameters: {loggerName: here, levle: INFO}",
                "uri: log, parameters: {loggerName: here, groupSize: many}",
                "uri: log, parameters: {loggerName: here, groupSize: '{{drover.pause}}s'}",
                "uri: log, parameters: {loggerName: here, level: LOUD}",
                "uri: log, parameters: {level: INFO}",
                "uri: aws2-sqs, parameters: {queueNameOrArn: feed, greedy: true}",
                "uri: aws2-sqs, parameters: {queueNameOrArn: feed, queueURL: '{{drover.queue.feed}}'}",
                "uri: github, parameters: {type: COMIT, repoOwner: a, repoName: b}",
            })
    void findsAnEndpointThatItsComponentDoesNotKnow(String endpoint) {
        List<RouteFile> files = SampleRoute.around("- to: {id: call, description: Call, %s}".formatted(endpoint));

        assertThat(CHECK.endpoints(files))
                .singleElement()
                .asString()
                .contains("sample.camel.yaml:", "error: to 'call'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ref: txt, method: strip",
                "ref: text, method: stripp",
                "ref: text",
                "ref: text, method: indexOfNonWhitespace"
            })
    void findsABeanStepThatCannotBeCalled(String bean) {
        List<RouteFile> files = SampleRoute.around("- bean: {id: call, description: Call, %s}".formatted(bean));

        assertThat(CHECK.beans(files)).singleElement().asString().contains("bean 'call'");
    }

    @Test
    void findsAnExpressionThatCallsNoBean() {
        List<RouteFile> files = SampleRoute.around(
                "- delay: {id: pause, description: Pause, method: {ref: text, method: millis('1s')}}");

        assertThat(CHECK.beans(files)).singleElement().asString().contains("delay 'pause'", "'millis'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: {id: call, description: Call, uri: log, parameters: {loggerName: a, exchangeFormatter: '#txt'}}",
                "- enrich: {id: call, description: Call, aggregationStrategy: txt, constant: 'direct:sample'}",
                "- unmarshal: {id: call, description: Call, json: {library: Jackson, objectMapper: txt}}",
            })
    void findsABeanThatIsNotBound(String step) {
        assertThat(CHECK.references(SampleRoute.around(step)))
                .singleElement()
                .asString()
                .contains("'call'", "'txt'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{drover.puase}}", "{{drover.puase:5s}}", "{{?drover.puase}}", "up to {{ drover.puase }}"})
    void findsAPlaceholderThatIsNoSetting(String text) {
        List<RouteFile> files = SampleRoute.around("- log: {id: say, description: Say, message: '%s'}".formatted(text));

        assertThat(CHECK.placeholders(files))
                .singleElement()
                .asString()
                .contains("log 'say'", "'drover.puase'", "README.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: {id: call, description: Call, uri: direct, parameters: {name: smaple}}",
                "- to: 'direct:smaple'",
                "- enrich: {id: call, description: Call, constant: 'direct:smaple'}",
                "- wireTap: {id: call, description: Call, uri: 'direct:smaple'}",
            })
    void findsACallOfARouteThatDoesNotExist(String step) {
        assertThat(RouteCheck.calls(SampleRoute.around(step)))
                .singleElement()
                .asString()
                .contains("direct:smaple", "[sample]");
    }
}
