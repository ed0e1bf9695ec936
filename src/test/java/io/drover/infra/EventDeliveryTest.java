package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.http.CallLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** events.yaml at work: its rules and queues in the stand-in for AWS. */
class EventDeliveryTest {
    @Test
    void everySampleReachesTheQueueOfItsRuleOnceAndNoOther() {
        try (var aws = new AwsStandIn(new CallLog())) {
            String projects = aws.queue("ProjectEvents");
            String models = aws.queue("ModelEvents");
            EventRules.rules().forEach(rule -> aws.rule(rule, EventRules.pattern(rule), EventRules.queue(rule)));

            EventRules.samples().forEach(sample -> aws.event(EventRules.read(sample)));

            await().untilAsserted(() -> {
                assertThat(ids(aws, projects)).containsExactlyInAnyOrderElementsOf(expected("ProjectEvents"));
                assertThat(ids(aws, models)).containsExactlyInAnyOrderElementsOf(expected("ModelEvents"));
            });
            assertThat(aws.violations()).isEmpty();
        }
    }

    private static List<String> ids(AwsStandIn aws, String queue) {
        return aws.messages(queue).stream()
                .map(StandInMessage::body)
                .map(EventDeliveryTest::id)
                .toList();
    }

    private static List<String> expected(String queue) {
        return EventRules.rules().stream()
                .filter(rule -> EventRules.queue(rule).equals(queue))
                .flatMap(rule -> EventRules.matches(rule).stream())
                .map(sample -> id(EventRules.read(sample)))
                .toList();
    }

    private static String id(String event) {
        return Yaml.readJson(event).path("id").asText();
    }
}
