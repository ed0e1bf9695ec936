package io.drover.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the events about what models are trained with and by.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html">ECR's events</a>
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html">SageMaker's events</a>
 */
final class TrainingEvents {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{9,16}");

    /** Sources: RepositoryName and ImageDigest in ECR's service model. */
    private static final Pattern REPOSITORY = Pattern.compile("[a-z0-9][a-z0-9._/-]{1,255}");

    private static final Pattern DIGEST = Pattern.compile("sha256:[a-f0-9]{64}");

    /** Source: PipelineExecutionArn in SageMaker's service model. */
    private static final Pattern EXECUTION = Pattern.compile(
            "arn:aws[a-z-]{0,20}:sagemaker:([a-z0-9-]{9,16}):([0-9]{12}):pipeline/([a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,255})/execution/[a-z0-9]{12}");

    private TrainingEvents() {}

    static ModelEvent imagePushed(JsonNode event, JsonNode detail) {
        String action = detail.path("action-type").asText();
        String result = detail.path("result").asText();
        if (!action.equals("PUSH") || !result.equals("SUCCESS")) {
            return new Ignored("image action %s ended with %s".formatted(Foreign.shown(action), Foreign.shown(result)));
        }
        return new ImagePushed(
                text(event, "account", ACCOUNT),
                text(event, "region", REGION),
                text(detail, "repository-name", REPOSITORY),
                text(detail, "image-digest", DIGEST),
                Text.of(detail.path("image-tag")).orElse(""),
                time(event.path("time")));
    }

    static ModelEvent pipelineEnded(JsonNode event, JsonNode detail) {
        String status = detail.path("currentPipelineExecutionStatus").asText();
        if (!status.equals("Failed")) {
            return new Ignored("a pipeline's execution is %s".formatted(Foreign.shown(status)));
        }
        String arn = Text.of(detail.path("pipelineExecutionArn")).orElse("");
        Matcher execution = EXECUTION.matcher(arn);
        if (!execution.matches()) {
            throw new Permanent("The event does not name the pipeline's execution (pipelineExecutionArn).");
        }
        return new PipelineFailed(
                execution.group(2), execution.group(1), execution.group(3), arn, time(event.path("time")));
    }

    private static String text(JsonNode node, String name, Pattern pattern) {
        return Text.of(node.path(name))
                .filter(pattern.asMatchPredicate())
                .orElseThrow(() -> new Permanent("The event does not have %s (%s).".formatted(name, pattern)));
    }

    private static Instant time(JsonNode node) {
        try {
            return Instant.parse(node.asText());
        } catch (DateTimeParseException e) {
            throw new Permanent(
                    "The event does not say when it was sent: '%s' is no time.".formatted(Foreign.shown(node.asText())),
                    e);
        }
    }
}
