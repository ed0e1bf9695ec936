package io.drover.camel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The detail of the events that Drover sends about models.
 *
 * @param subject the change of the model's approval: the same for all events of one change
 * @param approvalStatus SageMaker's word
 * @param reviewedBy ARN of who approved or rejected it, null when CloudTrail has not told
 * @param metrics where the model's quality metrics are, {@code s3://…}
 * @param repository the deploy repository, {@code owner/name}
 * @param workflowRun page of the workflow run
 * @param conclusion GitHub's word for how it ended
 * @param durationSeconds from the start of its latest attempt to its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelOutcome(
        @Nullable String runId,
        @Nullable String flow,
        String subject,
        String modelPackageArn,
        String modelPackageGroupName,
        int modelPackageVersion,
        String approvalStatus,
        @Nullable String approvalDescription,
        @Nullable String reviewedBy,
        @Nullable String metrics,
        @Nullable String domainId,
        @Nullable String projectId,
        @Nullable String repository,
        @Nullable String workflow,
        @Nullable String workflowRun,
        @Nullable String conclusion,
        @Nullable Long durationSeconds) {

    /** What the event concerns, for EventBridge: the model package. */
    public String resource() {
        return modelPackageArn;
    }
}
