package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/** The rules of events.yaml with AWS's own engine: each one against each sample event. */
class EventRulesTest {
    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("rulesAndSamples")
    void aRuleMatchesTheEventsThatItIsForAndNoOthers(String rule, String sample) throws Exception {
        boolean matches = Ruler.matchesRule(EventRules.read(sample), EventRules.pattern(rule));

        assertThat(matches).isEqualTo(EventRules.matches(rule).contains(sample));
    }

    static Stream<Arguments> rulesAndSamples() {
        return EventRules.rules().stream()
                .flatMap(rule -> EventRules.samples().stream().map(sample -> Arguments.of(rule, sample)));
    }

    @Test
    void everyRuleIsTriedWithEventsThatItMatches() {
        assertThat(EventRules.MATCHES.keySet()).containsExactlyInAnyOrderElementsOf(EventRules.rules());
        assertThat(EventRules.samples())
                .containsAll(EventRules.MATCHES.values().stream()
                        .flatMap(Set::stream)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("io.drover.infra.EventRules#rules")
    void eventBridgeTakesThePatternOf(String rule) {
        assertThat(JsonRuleCompiler.check(EventRules.pattern(rule))).isNull();
    }

    @Test
    void theArchiveKeepsWhatEveryRuleThatIsAlwaysOnMatches() throws Exception {
        String archived = EventRules.TEMPLATE
                .resource("Archive")
                .at("/Properties/EventPattern")
                .toString();

        for (String rule : EventRules.rules()) {
            if (EventRules.TEMPLATE
                    .resource(rule)
                    .at("/Properties/State")
                    .asText()
                    .equals("ENABLED")) {
                for (String sample : EventRules.matches(rule)) {
                    assertThat(Ruler.matchesRule(EventRules.read(sample), archived))
                            .as("archived: %s", sample)
                            .isTrue();
                }
            }
        }
        assertThat(Ruler.matchesRule(EventRules.read("ecr-image-push"), archived))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.drover.infra.EventRules#rules")
    void whatCannotBeDeliveredIsTriedForADayAndThenKeptBy(String rule) {
        List<JsonNode> targets = Yaml.list(EventRules.TEMPLATE.resource(rule).at("/Properties/Targets"))
                .toList();

        assertThat(targets).isNotEmpty().allSatisfy(target -> {
            assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText()).isEqualTo("RuleDeadLetters");
            assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt())
                    .isEqualTo(86_400);
            assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(185);
        });
    }

    @ParameterizedTest
    @MethodSource("io.drover.infra.EventRules#rules")
    void theQueueTakesFrom(String rule) {
        assertThat(senders(EventRules.queue(rule) + "Policy")).contains(rule);
        assertThat(senders("RuleDeadLettersPolicy")).contains(rule);
    }

    @Test
    void theQueuesTakeFromNobodyElse() {
        assertThat(senders("ProjectEventsPolicy")).hasSize(6).contains("ProjectRequests", "RequestTopics");
        assertThat(senders("ModelEventsPolicy")).hasSize(4);
        assertThat(senders("RuleDeadLettersPolicy"))
                .hasSize(EventRules.rules().size() + 1)
                .contains("ProjectRequests");
        assertThat(senders("DeadLettersPolicy")).isEmpty();
    }

    @Test
    void anAlarmWatchesEveryRule() {
        assertThat(EventRules.TEMPLATE
                        .resource("RuleFailuresAlarm")
                        .at("/Properties/Metrics")
                        .findValuesAsText("Ref"))
                .containsExactlyInAnyOrderElementsOf(EventRules.rules());
    }

    private static List<String> senders(String policy) {
        return Yaml.all(EventRules.TEMPLATE.resource(policy).at("/Properties/PolicyDocument/Statement"))
                .flatMap(node -> Yaml.list(node.at("/ArnEquals/aws:SourceArn")))
                .map(source ->
                        source.at("/Fn::GetAtt/0").asText(source.path("Ref").asText()))
                .toList();
    }
}
