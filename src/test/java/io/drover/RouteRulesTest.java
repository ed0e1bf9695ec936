package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule accepts a good route and finds what is wrong in a bad one, with the step's id. */
class RouteRulesTest {
    private static final Placeholders PLACEHOLDERS =
            new Placeholders(Map.of("drover.pause", "5s", "drover.size", "10", "drover.queue.feed", "1"));

    private static final BoundBeans BEANS = new BoundBeans(Map.of("text", String.class));

    private static final String GOOD_STEP = """
            - delay:
                id: wait-a-bit
                description: Wait a bit
                asyncDelayed: "{{drover.asynchronous}}"
                simple:
                  expression: "{{drover.pause}}"
            - bean:
                id: strip-text
                description: Strip the text
                ref: text
                method: strip
            - to:
                id: call-itself
                description: Call itself
                uri: direct
                parameters:
                  name: sample
            """;

    @Test
    void aGoodRouteHasNoFindings() {
        List<RouteFile> files = route(GOOD_STEP.replace("{{drover.asynchronous}}", "{{drover.size}}"));

        assertThat(RouteRules.schema(files)).isEmpty();
        assertThat(RouteRules.fileNames(files)).isEmpty();
        assertThat(RouteRules.ids(files)).isEmpty();
        assertThat(RouteRules.descriptions(files)).isEmpty();
        assertThat(RouteRules.queryStrings(files)).isEmpty();
        assertThat(RouteRules.endpoints(files, PLACEHOLDERS)).isEmpty();
        assertThat(RouteRules.beans(files, BEANS)).isEmpty();
        assertThat(RouteRules.references(files, BEANS)).isEmpty();
        assertThat(RouteRules.placeholders(files, PLACEHOLDERS)).isEmpty();
        assertThat(RouteRules.calls(files)).isEmpty();
        assertThat(RouteRules.errorHandling(files)).isEmpty();
        assertThat(RouteRules.startedFiles(files, "classpath:routes/sample.camel.yaml"))
                .isEmpty();
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
        assertThat(RouteRules.schema(route(step)))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding).contains("sample.camel.yaml", "/0/route/from/steps/0"));
    }

    @Test
    void namesTheStepAndTheWordThatTheSchemaDoesNotKnow() {
        List<RouteFile> files = route("- log: {id: say-hello, description: Say, mesage: hello}");

        assertThat(RouteRules.schema(files))
                .anySatisfy(finding -> assertThat(finding).contains("'say-hello'", "not allowed", "mesage"))
                .anySatisfy(finding -> assertThat(finding).contains("'say-hello'", "missing", "message"));
    }

    @Test
    void findsAFileThatIsNotCalledAsItsFirstRoute() {
        var file = RouteFile.of(
                "other.camel.yaml", route("- stop: {}").get(0).content().toString());

        assertThat(RouteRules.fileNames(List.of(file)))
                .singleElement()
                .asString()
                .contains("other", "'sample'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- log: {description: Say, message: hello}",
                "- log: {id: sayHello, description: Say, message: hello}",
                "- log: {id: Say, description: Say, message: hello}",
                "- log: {id: sample, description: Say, message: hello}",
                "- log: hello",
                "- stop: {}",
                "- choice: {id: ask, description: Ask, when: [{simple: 'true', description: Yes, steps: []}]}",
                "- choice: {id: ask, description: Ask, otherwise: {description: No, steps: []}}",
                "- filter: {id: ask, description: Ask, simple: 'true', steps: [{to: 'direct:sample'}]}",
            })
    void findsAStepWithoutAnIdOfItsOwn(String step) {
        assertThat(RouteRules.ids(route(step))).singleElement().asString().startsWith("sample.camel.yaml: ");
    }

    @Test
    void findsAnIdThatAnotherFileHas() {
        List<RouteFile> files =
                List.of(route("- stop: {id: end-here, description: End}").get(0), RouteFile.of("b.camel.yaml", """
                        - from:
                            id: end-here
                            description: Start
                            uri: direct
                            parameters: {name: b}
                            steps: []
                        """));

        assertThat(RouteRules.ids(files))
                .singleElement()
                .asString()
                .contains("b.camel.yaml", "'end-here'", "taken in sample.camel.yaml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- stop: {id: end-here}",
                "- stop: {id: end-here, description: ' '}",
                "- stop: {id: end-here, description: Here ends what has begun}",
            })
    void findsAStepThatIsNotDescribedInFewWords(String step) {
        assertThat(RouteRules.descriptions(route(step)))
                .singleElement()
                .asString()
                .contains("stop 'end-here'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: {id: call, description: Call, uri: 'log:here?level=INFO'}",
                "- to: 'log:here?level=INFO'",
                "- wireTap: {id: call, description: Call, uri: 'log:here?level=INFO'}",
                "- enrich: {id: call, description: Call, constant: {expression: 'log:here?level=INFO'}}",
                "- enrich: {id: call, description: Call, expression: {constant: 'log:here?level=INFO'}}",
            })
    void findsAQueryString(String step) {
        assertThat(RouteRules.queryStrings(route(step)))
                .singleElement()
                .asString()
                .contains("log:here?level=INFO");
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
        List<RouteFile> files = route("- to: {id: call, description: Call, %s}".formatted(endpoint));

        assertThat(RouteRules.endpoints(files, PLACEHOLDERS))
                .singleElement()
                .asString()
                .contains("sample.camel.yaml: to 'call'");
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
        List<RouteFile> files = route("- bean: {id: call, description: Call, %s}".formatted(bean));

        assertThat(RouteRules.beans(files, BEANS)).singleElement().asString().contains("bean 'call'");
    }

    @Test
    void findsAnExpressionThatCallsNoBean() {
        List<RouteFile> files =
                route("- delay: {id: pause, description: Pause, method: {ref: text, method: millis('1s')}}");

        assertThat(RouteRules.beans(files, BEANS)).singleElement().asString().contains("delay 'pause'", "'millis'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: {id: call, description: Call, uri: log, parameters: {loggerName: a, exchangeFormatter: '#txt'}}",
                "- enrich: {id: call, description: Call, aggregationStrategy: txt, constant: 'direct:sample'}",
                "- unmarshal: {id: call, description: Call, json: {library: Jackson, objectMapper: txt}}",
            })
    void findsABeanThatIsNotBound(String step) {
        assertThat(RouteRules.references(route(step), BEANS))
                .singleElement()
                .asString()
                .contains("'call'", "'txt'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{drover.puase}}", "{{drover.puase:5s}}", "{{?drover.puase}}", "up to {{ drover.puase }}"})
    void findsAPlaceholderThatIsNoSetting(String text) {
        List<RouteFile> files = route("- log: {id: say, description: Say, message: '%s'}".formatted(text));

        assertThat(RouteRules.placeholders(files, PLACEHOLDERS))
                .singleElement()
                .asString()
                .contains("log 'say'", "'drover.puase'", "application.properties");
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
        assertThat(RouteRules.calls(route(step))).singleElement().asString().contains("direct:smaple", "[sample]");
    }

    @Test
    void findsErrorHandlingInAnotherFile() {
        String steps =
                "- doTry: {id: try, description: Try, steps: [], doFinally: {id: end, description: End, steps: []}}";

        assertThat(RouteRules.errorHandling(route(steps)))
                .singleElement()
                .asString()
                .contains("doTry 'try'", "error-handling.camel.yaml");
    }

    @Test
    void findsAnExceptionClauseInAnotherFile() {
        var file = RouteFile.of("sample.camel.yaml", """
                - routeConfiguration:
                    id: sample
                    onException:
                      - onException: {id: any-failure, exception: [java.lang.Exception]}
                """);

        assertThat(RouteRules.errorHandling(List.of(file)))
                .singleElement()
                .asString()
                .contains("'any-failure'");
    }

    @Test
    void findsAFileThatIsNotStartedAndOneThatIsGone() {
        assertThat(RouteRules.startedFiles(route("- stop: {}"), "classpath:routes/gone.camel.yaml"))
                .satisfiesExactly(
                        missing -> assertThat(missing).startsWith("sample.camel.yaml: add it"),
                        gone -> assertThat(gone).startsWith("gone.camel.yaml: "));
    }

    /** A file with one good route around the steps. */
    private static List<RouteFile> route(String steps) {
        return List.of(RouteFile.of("sample.camel.yaml", """
                - route:
                    id: sample
                    description: A sample
                    from:
                      id: start
                      description: Start
                      uri: direct
                      parameters:
                        name: sample
                      steps:
                %s
                """.formatted(steps.indent(8))));
    }
}
