package io.drover.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each convention accepts a good route and finds what is against it in another one, with the step's id. */
class RouteRulesTest {
    @Test
    void aGoodRouteHasNoFindings() {
        List<RouteFile> files = SampleRoute.around(SampleRoute.GOOD_STEPS);

        assertThat(RouteRules.fileNames(files)).isEmpty();
        assertThat(RouteRules.ids(files)).isEmpty();
        assertThat(RouteRules.descriptions(files)).isEmpty();
        assertThat(RouteRules.queryStrings(files)).isEmpty();
        assertThat(RouteRules.errorHandling(files)).isEmpty();
        assertThat(RouteRules.startedFiles(files, "classpath:routes/sample.camel.yaml"))
                .isEmpty();
    }

    @Test
    void findsAFileThatIsNotCalledAsItsFirstRoute() {
        var file = RouteFile.of(
                "other.camel.yaml",
                SampleRoute.around("- stop: {}").get(0).content().toString());

        assertThat(RouteRules.fileNames(List.of(file)))
                .singleElement()
                .asString()
                .contains("other", "'sample'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- stop: {id: end-here}",
                "- stop: {id: end-here, description: ' '}",
                "- stop: {id: end-here, description: Here ends what has begun}",
            })
    void findsAStepThatIsNotDescribedInFewWords(String step) {
        assertThat(RouteRules.descriptions(SampleRoute.around(step)))
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
        assertThat(RouteRules.queryStrings(SampleRoute.around(step)))
                .singleElement()
                .asString()
                .contains("log:here?level=INFO");
    }

    @Test
    void findsErrorHandlingInAnotherFile() {
        String steps =
                "- doTry: {id: try, description: Try, steps: [], doFinally: {id: end, description: End, steps: []}}";

        assertThat(RouteRules.errorHandling(SampleRoute.around(steps)))
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
        assertThat(RouteRules.startedFiles(SampleRoute.around("- stop: {}"), "classpath:routes/gone.camel.yaml"))
                .satisfiesExactly(
                        missing -> assertThat(missing).startsWith("sample.camel.yaml: add it"),
                        gone -> assertThat(gone).startsWith("gone.camel.yaml: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- log: {description: Say, message: hello}",
                "- log: {id: sayHello, description: Say, message: hello}",
                "- log: {id: Say, description: Say, message: hello}",
                "- log: hello",
                "- stop: {}",
                "- choice: {id: ask, description: Ask, when: [{simple: 'true', description: Yes, steps: []}]}",
                "- choice: {id: ask, description: Ask, otherwise: {description: No, steps: []}}",
                "- filter: {id: ask, description: Ask, simple: 'true', steps: [{to: 'direct:sample'}]}",
            })
    void findsAStepWithoutAnIdInKebabCase(String step) {
        assertThat(RouteRules.ids(SampleRoute.around(step)))
                .singleElement()
                .asString()
                .startsWith("sample.camel.yaml:");
    }
}
