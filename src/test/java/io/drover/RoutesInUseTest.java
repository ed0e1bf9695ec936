package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.doctor.Need;
import io.drover.doctor.Usage;
import io.drover.doctor.Usage.Queue;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

class RoutesInUseTest {
    private static final String MODELS = """
            - route:
                id: model-approved
                from:
                  uri: aws2-sqs
                  parameters:
                    queueNameOrArn: model-events
                    queueUrl: "{{drover.queue.model-events}}"
                  steps:
                    - choice:
                        when:
                          - simple: "${body} != null"
                            steps:
                              - step:
                                  id: start
                                  steps:
                                    - bean:
                                        ref: deployments
                                        method: start
            """;

    @Test
    void theShippedRoutesNeedAll() throws Exception {
        Usage usage = ShippedRoutes.usage();

        assertThat(usage.needs())
                .contains(
                        Need.FEED,
                        Need.QUEUE,
                        Need.EVENT_BUS,
                        Need.PROJECTS,
                        Need.BUCKET_ACCESS,
                        Need.TEMPLATES,
                        Need.BUILD_REPOSITORY,
                        Need.DEPLOY_REPOSITORY,
                        Need.SWEEP,
                        Need.RETIREMENT,
                        Need.DEPLOYMENTS,
                        Need.TOKEN);
        assertThat(usage.feeds())
                .contains(new Queue(
                        "drover.queue.project-events", "https://sqs.eu-central-1.amazonaws.com/111122223333/events"));
        assertThat(usage.queues())
                .contains(new Queue(
                        "drover.queue.dead-letters", "https://sqs.eu-central-1.amazonaws.com/111122223333/dead"));
        assertThat(usage.buses()).containsExactly("default");
    }

    @Test
    void aRouteThatSomebodyWroteIsReadDownToItsInnermostStep() throws Exception {
        Usage usage = usage(MODELS, Map.of("drover.queue.model-events", "https://sqs.example.org/111122223333/models"));

        assertThat(usage.needs()).containsExactly(Need.FEED, Need.DEPLOYMENTS, Need.TOKEN);
        assertThat(usage.feeds())
                .containsExactly(new Queue("drover.queue.model-events", "https://sqs.example.org/111122223333/models"));
    }

    @Test
    void aSettingThatOnlyARouteNamesMayNotBeMissing() {
        assertThatThrownBy(() -> usage(MODELS, Map.of("drover.queue.model-events", " ")))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "drover.queue.model-events must be set (environment variable DROVER_QUEUE_MODEL_EVENTS), a route uses it.");
    }

    @Test
    void noRouteAtAllIsAMistake() {
        assertThatThrownBy(() -> ShippedRoutes.usage(new DefaultCamelContext(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("camel.main.routes-include-pattern");
    }

    private static Usage usage(String yaml, Map<String, String> settings) throws Exception {
        return ShippedRoutes.usage(
                new DefaultCamelContext(), settings, ResourceHelper.fromString("mine.camel.yaml", yaml));
    }
}
