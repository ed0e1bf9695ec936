package io.drover.event;

import java.time.Instant;

/**
 * CloudTrail saw somebody set a version's approval status. It tells who; what follows from the status is told by {@link ModelChanged},
 * seconds or minutes before or after, and its time differs from that of the change: nothing may be started by both.
 *
 * @param status what was asked for
 * @param at when SageMaker was called, in whole seconds
 * @param by ARN of the caller: a user, or a role's session
 */
public record ModelReviewed(ModelVersion model, ModelStatus status, Instant at, String by) implements ModelEvent {
    /** The version in short, for the log. */
    public String subject() {
        return model.toString();
    }
}
