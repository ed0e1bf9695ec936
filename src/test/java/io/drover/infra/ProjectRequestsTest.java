package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The topic of events.yaml that custom resources of SageMaker Projects send their requests to. */
class ProjectRequestsTest {
    private static final Template TEMPLATE = EventRules.TEMPLATE;
    private static final JsonNode SUBSCRIPTION = TEMPLATE.resource("ProjectRequestsSubscription");

    @Test
    void requestsGoToTheQueueOfProjectsHereOrInDroversAccount() {
        JsonNode endpoint = SUBSCRIPTION.at("/Properties/Endpoint/Fn::If");

        assertThat(SUBSCRIPTION.at("/Properties/Protocol").asText()).isEqualTo("sqs");
        assertThat(endpoint.path(0).asText()).isEqualTo("Receives");
        assertThat(endpoint.path(1).at("/Fn::GetAtt/0").asText()).isEqualTo("ProjectEvents");
        assertThat(endpoint.path(2).path("Ref").asText()).isEqualTo("ForwardRequestsTo");
    }

    @Test
    void whatSnsCannotDeliverIsKeptWhereAnAlarmWatches() {
        assertThat(SUBSCRIPTION
                        .at("/Properties/RedrivePolicy/deadLetterTargetArn/Fn::GetAtt/0")
                        .asText())
                .isEqualTo("RuleDeadLetters");
    }

    @Test
    void onlyAccountsThatAreNamedPublishFromOutside() {
        List<JsonNode> allowed = Yaml.all(TEMPLATE.resource("ProjectRequestsPolicy"))
                .filter(node -> node.path("Effect").asText().equals("Allow"))
                .toList();

        assertThat(allowed).singleElement().satisfies(statement -> {
            assertThat(statement.at("/Principal/AWS/Ref").asText()).isEqualTo("RequestAccounts");
            assertThat(statement.path("Action").asText()).isEqualTo("sns:Publish");
        });
    }

    @Test
    void theTopicOutlivesTheSwitchOfEventsSinceStacksAreDeletedThroughIt() {
        for (String id : List.of("ProjectRequests", "ProjectRequestsPolicy", "ProjectRequestsSubscription")) {
            assertThat(TEMPLATE.resource(id).path("Condition").asText()).isEqualTo("TakesRequests");
        }
        assertThat(TEMPLATE.part("Conditions").path("TakesRequests").toString())
                .contains("Receives", "ForwardRequestsTo")
                .doesNotContain("SageMakerProjectEvents");
    }
}
