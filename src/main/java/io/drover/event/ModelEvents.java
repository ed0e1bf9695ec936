package io.drover.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the events about model packages: SageMaker's own, which tell what became of a package, and CloudTrail's, which tell who did it.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html">SageMaker's events</a>
 */
final class ModelEvents {
    private static final Pattern UNVERSIONED = Pattern.compile("arn:[^/]{1,100}:model-package/[a-zA-Z0-9-]{1,63}");

    /** Source: S3Uri in SageMaker's service model; here without blanks and what cannot be printed. */
    private static final Pattern METRICS = Pattern.compile("(https|s3)://[^\\p{C}\\p{Z}]{1,1000}");

    /** A user, a role's session or the root of an account: the forms of userIdentity.arn. */
    private static final Pattern CALLER = Pattern.compile("arn:aws[a-z-]{0,20}:(iam|sts)::[0-9]{12}:[!-~]{1,300}");

    /** Source: ApprovalDescription in SageMaker's service model. */
    private static final int LONGEST_DESCRIPTION = 1024;

    /** The year of SageMaker's first release: an earlier time is none, say seconds taken for milliseconds. */
    private static final Instant EARLIEST = Instant.parse("2017-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private ModelEvents() {}

    static ModelEvent read(JsonNode event, JsonNode detail) {
        String type = Text.of(event.path("detail-type")).orElse("unnamed");
        if (type.equals("SageMaker Model Package State Change") && isFromSageMaker(event.path("source"))) {
            return changed(detail);
        }
        if (type.equals("AWS API Call via CloudTrail")
                && detail.path("eventSource").asText().equals("sagemaker.amazonaws.com")
                && detail.path("eventName").asText().equals("UpdateModelPackage")) {
            return reviewed(detail);
        }
        if (type.equals("ECR Image Action") && event.path("source").asText().equals("aws.ecr")) {
            return TrainingEvents.imagePushed(event, detail);
        }
        if (type.equals("SageMaker Model Building Pipeline Execution Status Change")
                && isFromSageMaker(event.path("source"))) {
            return TrainingEvents.pipelineEnded(event, detail);
        }
        String source = Text.of(event.path("source")).orElse("unknown");
        return new Ignored("event %s of %s is not about a model package of SageMaker"
                .formatted(Foreign.shown(type), Foreign.shown(source)));
    }

    /** AWS's own sample has a list of one where all other events have a text. */
    private static boolean isFromSageMaker(JsonNode source) {
        JsonNode one = source.isArray() && source.size() == 1 ? source.path(0) : source;
        return one.asText().equals("aws.sagemaker");
    }

    private static ModelEvent changed(JsonNode detail) {
        String arn = arn(detail.path("ModelPackageArn"));
        if (UNVERSIONED.matcher(arn).matches()) {
            return new Ignored("model package %s is of no group".formatted(Foreign.shown(arn)));
        }
        ModelVersion model = Text.of(detail.path("ModelPackageGroupName"))
                .map(group -> new ModelVersion(arn, group))
                .orElseGet(() -> ModelVersion.parse(arn));
        JsonNode updated = updatedFields(model, detail);
        if (!updated.isEmpty() && !has(updated, "ModelApprovalStatus")) {
            return new Ignored("an edit of model package %s left its approval as it was".formatted(model));
        }
        String progress = Text.of(detail.path("ModelPackageStatus")).orElse("Completed");
        if (!progress.equals("Completed")) {
            // Each step of ModelPackageStatus has an event of its own, and one approval must not have several keys.
            return new Ignored("model package %s is %s, not Completed".formatted(model, Foreign.shown(progress)));
        }
        JsonNode time = detail.path("LastModifiedTime");
        boolean neverModified = updated.isEmpty() && (time.isMissingNode() || time.isNull());
        return new ModelChanged(
                model,
                status(model, detail.path("ModelApprovalStatus")),
                time(model, neverModified ? detail.path("CreationTime") : time),
                Text.of(detail.path("ApprovalDescription"))
                        .filter(description -> description.length() <= LONGEST_DESCRIPTION)
                        .map(Foreign::oneLine)
                        .orElse(null),
                Text.of(detail.at("/ModelMetrics/ModelQuality/Statistics/S3Uri"))
                        .filter(METRICS.asMatchPredicate())
                        .orElse(null));
    }

    /** Empty when the package is new, or nobody told what changed; EventBridge's patterns do not tell an empty list from none either. */
    private static JsonNode updatedFields(ModelVersion model, JsonNode detail) {
        JsonNode updated = detail.path("UpdatedModelPackageFields");
        if (!updated.isArray() && !updated.isMissingNode() && !updated.isNull()) {
            throw new Permanent("The event about model package %s has UpdatedModelPackageFields that are no list."
                    .formatted(model));
        }
        return updated;
    }

    private static boolean has(JsonNode texts, String wanted) {
        for (JsonNode text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ModelEvent reviewed(JsonNode detail) {
        Optional<String> error = Text.of(detail.path("errorCode"));
        if (error.isPresent()) {
            return new Ignored("the call UpdateModelPackage had failed with " + Foreign.shown(error.get()));
        }
        JsonNode request = detail.path("requestParameters");
        JsonNode asked = either(request, "modelApprovalStatus", "ModelApprovalStatus");
        if (asked.isMissingNode() || asked.isNull()) {
            return new Ignored("the call UpdateModelPackage left the approval as it was");
        }
        String arn = arn(either(request, "modelPackageArn", "ModelPackageArn"));
        if (UNVERSIONED.matcher(arn).matches()) {
            return new Ignored("model package %s is of no group".formatted(Foreign.shown(arn)));
        }
        ModelVersion model = ModelVersion.parse(arn);
        Optional<String> caller =
                Text.of(detail.path("userIdentity").path("arn")).filter(CALLER.asMatchPredicate());
        if (caller.isEmpty()) {
            return new Ignored("the call UpdateModelPackage for %s does not show who made it".formatted(model));
        }
        return new ModelReviewed(model, status(model, asked), time(model, detail.path("eventTime")), caller.get());
    }

    /** CloudTrail writes the first letter of a parameter small; not every service is known to. */
    private static JsonNode either(JsonNode request, String usual, String other) {
        return request.has(usual) ? request.path(usual) : request.path(other);
    }

    private static String arn(JsonNode node) {
        return Text.of(node)
                .orElseThrow(
                        () -> new Permanent(
                                "The event does not name its model package (ModelPackageArn), or hides it: nothing to fall back on."));
    }

    private static ModelStatus status(ModelVersion model, JsonNode node) {
        return ModelStatus.find(node.asText())
                .orElseThrow(() -> new Permanent(
                        "The event gives model package %s the approval status '%s': Drover knows none such."
                                .formatted(model, Foreign.shown(node.asText()))));
    }

    /** ISO 8601, or milliseconds since 1970: SageMaker's events have both. */
    private static Instant time(ModelVersion model, JsonNode node) {
        Instant time = Instant.MIN;
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            time = Instant.ofEpochMilli(node.longValue());
        } else if (node.isTextual()) {
            try {
                time = Instant.parse(node.textValue());
            } catch (DateTimeParseException e) {
                // Refused below, like a time that cannot be.
            }
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new Permanent(
                    "The event about model package %s does not say when it changed: '%s' is no time (ISO 8601, or milliseconds)."
                            .formatted(model, Foreign.shown(node.asText())));
        }
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
