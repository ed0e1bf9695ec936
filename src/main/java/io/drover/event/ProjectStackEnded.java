package io.drover.event;

/**
 * The stack of a project of SageMaker Projects is gone, or was rolled back. Which project it was has to be found out.
 *
 * @param account 12 digits, of the project
 * @param stackId ARN of the stack
 * @param rolledBack whether its creation failed, else it was deleted
 */
public record ProjectStackEnded(String account, String region, String stackId, boolean rolledBack)
        implements ProjectEvent {}
