package io.drover.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of events.yaml, and sample events to try them with. */
final class EventRules {
    static final Template TEMPLATE = Template.named("events");

    private static final Path SAMPLES = Path.of("src/test/resources/events");

    /** By rule, the samples that it matches: all others it must not. */
    static final Map<String, Set<String>> MATCHES = Map.of(
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
                    "cloudtrail-create-project-s3-template",
                    "cloudtrail-create-project-cfn-resource",
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
            Set.of("cloudtrail-update-model-package"),
            "ImagePushRule",
            Set.of("ecr-image-push"),
            "PipelineFailedRule",
            Set.of("pipeline-execution-failed"));

    private EventRules() {}

    static List<String> rules() {
        return TEMPLATE.resources("AWS::Events::Rule");
    }

    static Set<String> matches(String rule) {
        return MATCHES.getOrDefault(rule, Set.of());
    }

    /** As it is when no parameter is given. */
    static String pattern(String rule) {
        String pattern = TEMPLATE.resource(rule).at("/Properties/EventPattern").toString();
        JsonNode parameters = TEMPLATE.part("Parameters");
        for (String name : Yaml.names(parameters)) {
            pattern = pattern.replace(
                    "{\"Ref\":\"" + name + "\"}",
                    parameters.path(name).path("Default").toString());
        }
        return pattern;
    }

    /** Logical id of the queue that the rule sends to, in the account and region that Drover is in. */
    static String queue(String rule) {
        return TEMPLATE.resource(rule)
                .at("/Properties/Targets/0/Arn/Fn::If/1/Fn::GetAtt/0")
                .asText();
    }

    static List<String> samples() {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String sample) {
        try {
            return Files.readString(SAMPLES.resolve(sample + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
