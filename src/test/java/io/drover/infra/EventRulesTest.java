package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private static final Path SAMPLES = Path.of("src/test/resources/events");
    private static final Template EVENTS = Template.named("events");

    /** By rule, the samples that it matches: all others it must not. */
    private static final Map<String, Set<String>> MATCHES = Map.of(
            "ProjectRule",
            Set.of(
                    "datazone-create-project",
                    "datazone-create-project-hidden",
                    "datazone-create-project-no-parameters",
                    "datazone-delete-project"),
            "EnvironmentRule",
            Set.of("datazone-environment-deployment-completed", "datazone-environment-deployment-failed"),
            "SageMakerProjectRule",
            Set.of(
                    "cloudtrail-create-project-servicecatalog",
                    "cloudtrail-update-project",
                    "cloudtrail-delete-project"),
            "SageMakerProjectStackRule",
            Set.of(
                    "cfn-stack-create-complete",
                    "cfn-stack-delete-complete",
                    "cfn-stack-rollback",
                    "cfn-stack-s3-template"),
            "ModelRule",
            Set.of("model-package-registered", "model-package-approved", "model-package-rejected"),
            "ModelReviewRule",
            Set.of("cloudtrail-update-model-package"));

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("rulesAndSamples")
    void aRuleMatchesTheEventsThatItIsForAndNoOthers(String rule, String sample) throws Exception {
        boolean matches = Ruler.matchesRule(read(sample), pattern(rule).toString());

        assertThat(matches).isEqualTo(MATCHES.getOrDefault(rule, Set.of()).contains(sample));
    }

    static Stream<Arguments> rulesAndSamples() {
        return rules().stream().flatMap(rule -> samples().stream().map(sample -> Arguments.of(rule, sample)));
    }

    @Test
    void everyRuleIsTriedWithEventsThatItMatches() {
        assertThat(MATCHES.keySet()).containsExactlyInAnyOrderElementsOf(rules());
        assertThat(samples())
                .containsAll(MATCHES.values().stream().flatMap(Set::stream).toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eventBridgeTakesThePatternOf(String rule) {
        assertThat(JsonRuleCompiler.check(pattern(rule).toString())).isNull();
    }

    @Test
    void theArchiveKeepsWhatEveryRuleThatIsAlwaysOnMatches() throws Exception {
        String archived =
                EVENTS.resource("Archive").at("/Properties/EventPattern").toString();

        for (String rule : rules()) {
            if (EVENTS.resource(rule).at("/Properties/State").asText().equals("ENABLED")) {
                for (String sample : MATCHES.getOrDefault(rule, Set.of())) {
                    assertThat(Ruler.matchesRule(read(sample), archived))
                            .as("archived: %s", sample)
                            .isTrue();
                }
            }
        }
        assertThat(Ruler.matchesRule(read("ecr-image-push"), archived)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatCannotBeDeliveredIsTriedForADayAndThenKeptBy(String rule) {
        List<JsonNode> targets =
                Yaml.list(EVENTS.resource(rule).at("/Properties/Targets")).toList();

        assertThat(targets).isNotEmpty().allSatisfy(target -> {
            assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0").asText()).isEqualTo("RuleDeadLetters");
            assertThat(target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt())
                    .isEqualTo(86_400);
            assertThat(target.at("/RetryPolicy/MaximumRetryAttempts").asInt()).isEqualTo(185);
        });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theQueueTakesFrom(String rule) {
        String queue = EVENTS.resource(rule)
                .at("/Properties/Targets/0/Arn/Fn::If/1/Fn::GetAtt/0")
                .asText();

        assertThat(senders(queue + "Policy")).contains(rule);
        assertThat(senders("RuleDeadLettersPolicy")).contains(rule);
    }

    @Test
    void theQueuesTakeFromNobodyElse() {
        assertThat(senders("ProjectEventsPolicy")).hasSize(4);
        assertThat(senders("ModelEventsPolicy")).hasSize(2);
        assertThat(senders("RuleDeadLettersPolicy")).hasSameSizeAs(rules());
        assertThat(senders("DeadLettersPolicy")).isEmpty();
    }

    private static List<String> senders(String policy) {
        return Yaml.list(EVENTS.resource(policy).at("/Properties/PolicyDocument/Statement"))
                .flatMap(statement -> Yaml.list(statement.at("/Condition/ArnEquals/aws:SourceArn")))
                .map(source -> source.at("/Fn::GetAtt/0").asText())
                .toList();
    }

    static List<String> rules() {
        return EVENTS.resources("AWS::Events::Rule");
    }

    private static List<String> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode pattern(String rule) {
        return EVENTS.resource(rule).at("/Properties/EventPattern");
    }

    private static String read(String sample) throws IOException {
        return Files.readString(SAMPLES.resolve(sample + ".json"));
    }
}
