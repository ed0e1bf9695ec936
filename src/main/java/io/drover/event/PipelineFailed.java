package io.drover.event;

import java.time.Instant;

/**
 * An execution of a pipeline of SageMaker failed.
 *
 * @param account 12 digits
 * @param pipeline its name
 * @param execution ARN of the execution
 * @param at when it ended
 */
public record PipelineFailed(String account, String region, String pipeline, String execution, Instant at)
        implements ModelEvent {
    /** In short, for the log. */
    public String subject() {
        return pipeline;
    }
}
