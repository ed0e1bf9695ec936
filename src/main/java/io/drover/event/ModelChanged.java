package io.drover.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model was registered for review, approved or rejected.
 *
 * @param status what it became
 * @param at when it became so, in whole seconds
 * @param description the package's ApprovalDescription on one line; it may be older than the change
 * @param metrics where the model's quality metrics are, {@code s3://…}; null when the package names none
 */
public record ModelChanged(
        ModelVersion model,
        ModelStatus status,
        Instant at,
        @Nullable String description,
        @Nullable String metrics) implements ModelEvent {

    /**
     * The same for all events of one change, another when the version is approved again after a rejection: SageMaker may send several
     * events for each change, each with an id of its own, and all of them tell the same state of the package with the same
     * LastModifiedTime. To the second, because some events have it in seconds and some in milliseconds.
     *
     * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html">SageMaker's events</a>
     */
    public String key() {
        return model.arn() + " " + status + " " + at;
    }

    /** The version in short, for the log. */
    public String subject() {
        return model.toString();
    }

    /** Whether it waits for somebody to approve or reject it. */
    public boolean isRegistered() {
        return status == ModelStatus.PENDING;
    }

    public boolean isApproved() {
        return status == ModelStatus.APPROVED;
    }

    public boolean isRejected() {
        return status == ModelStatus.REJECTED;
    }
}
