package io.drover.console;

import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.project.AwsRefusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A refusal of SQS in words for the person who asked. */
final class SqsFailure {
    private SqsFailure() {}

    /**
     * @param action as policies name it: {@code ReceiveMessage}
     * @param queue its URL
     */
    static Failure of(String action, String queue, SdkException e) {
        if (e instanceof QueueDoesNotExistException) {
            return new Permanent(
                    "There is no queue %s: make it, or correct its setting, or the region.".formatted(queue), e);
        }
        if (e instanceof AwsServiceException refusal && AwsRefusal.isDenied(refusal)) {
            return new Permanent(
                    "AWS does not allow sqs:%s on %s: add it to the policies of the role in use."
                            .formatted(action, queue),
                    e);
        }
        return new RetryLater(
                "SQS did not do %s on %s: %s Try again."
                        .formatted(action, queue, Foreign.oneLine(String.valueOf(e.getMessage()))),
                null,
                e);
    }
}
