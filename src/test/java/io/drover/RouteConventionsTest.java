package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The routes that Drover ships keep the conventions; RouteRulesTest shows that the rules find what is wrong. */
class RouteConventionsTest {
    private static final List<RouteFile> ROUTES = RouteFile.shipped();

    private static final Placeholders PLACEHOLDERS = Placeholders.ofDrover();

    private static BoundBeans beans = new BoundBeans(Map.of());

    @BeforeAll
    static void bindBeans() throws Exception {
        beans = BoundBeans.ofDrover();
    }

    @Test
    void everyFileIsValidAgainstCamelsSchema() {
        assertThat(RouteRules.schema(ROUTES)).isEmpty();
    }

    @Test
    void aFileIsCalledAsItsFirstRoute() {
        assertThat(RouteRules.fileNames(ROUTES)).isEmpty();
    }

    @Test
    void everyRouteAndStepHasAnIdOfItsOwn() {
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
    void everyEndpointHasOptionsThatItsComponentKnows() {
        assertThat(RouteRules.endpoints(ROUTES, PLACEHOLDERS)).isEmpty();
    }

    @Test
    void everyBeanStepCallsAMethodThatIsThere() {
        assertThat(RouteRules.beans(ROUTES, beans)).isEmpty();
    }

    @Test
    void everyBeanThatAnOptionNamesIsBound() {
        assertThat(RouteRules.references(ROUTES, beans)).isEmpty();
    }

    @Test
    void everyPlaceholderIsASetting() {
        assertThat(RouteRules.placeholders(ROUTES, PLACEHOLDERS)).isEmpty();
    }

    @Test
    void everyDirectRouteThatIsCalledExists() {
        assertThat(RouteRules.calls(ROUTES)).isEmpty();
    }

    @Test
    void errorsAreHandledInOneFile() {
        assertThat(RouteRules.errorHandling(ROUTES)).isEmpty();
    }

    @Test
    void everyFileIsStarted() {
        String pattern = SettingsKeys.defaults().getProperty("camel.main.routes-include-pattern");

        assertThat(RouteRules.startedFiles(ROUTES, pattern)).isEmpty();
    }
}
