package io.drover.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.doctor.Usage.Queue;
import io.drover.failure.Foreign;
import io.drover.finding.Finding;
import io.drover.project.AwsRefusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Looks whether queues are there, and whether SQS moves messages away at the right time. */
final class Queues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsClient sqs;

    Queues(SqsClient sqs) {
        this.sqs = sqs;
    }

    /**
     * A queue that messages are received from.
     *
     * @param maxReceives deliveries before Drover parks a message
     * @param targets where Drover sends messages that it shall not receive
     */
    List<Finding> feed(Queue feed, int maxReceives, Iterable<Queue> targets) {
        for (Queue target : targets) {
            if (target.url().equals(feed.url())) {
                return List.of(Finding.missing(
                        "%s and %s are the same queue, %s: parked messages would come again."
                                .formatted(feed.setting(), target.setting(), feed.name()),
                        "Give dead letters a queue of their own."));
            }
        }
        return look(feed, attributes -> redrive(feed, attributes, maxReceives));
    }

    /** A queue that messages are sent to. */
    List<Finding> target(Queue queue) {
        return look(queue, attributes -> Finding.ok("Queue %s is there.".formatted(queue.name())));
    }

    private List<Finding> look(Queue queue, Function<Map<QueueAttributeName, String>, Finding> finding) {
        try {
            return List.of(finding.apply(sqs.getQueueAttributes(request -> request.queueUrl(queue.url())
                            .attributeNames(QueueAttributeName.QUEUE_ARN, QueueAttributeName.REDRIVE_POLICY))
                    .attributes()));
        } catch (QueueDoesNotExistException e) {
            return List.of(Finding.missing(
                    "There is no queue %s.".formatted(queue.url()),
                    "Make it, or correct %s, or the region.".formatted(queue.setting())));
        } catch (SdkException e) {
            boolean denied = e instanceof AwsServiceException refusal && AwsRefusal.isDenied(refusal);
            return List.of(
                    denied
                            ? Finding.unchecked(
                                    "Queue %s may not be looked at.".formatted(queue.name()),
                                    "Allow sqs:GetQueueAttributes on it; health and metrics count its messages, too.")
                            : Finding.missing(
                                    "Queue %s (%s) cannot be reached: %s"
                                            .formatted(
                                                    queue.url(),
                                                    queue.setting(),
                                                    Foreign.oneLine(String.valueOf(e.getMessage()))),
                                    "Correct the URL, or let Drover reach SQS."));
        }
    }

    private static Finding redrive(Queue feed, Map<QueueAttributeName, String> attributes, int maxReceives) {
        JsonNode policy = read(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, ""));
        int count = policy.path("maxReceiveCount").asInt();
        String target = policy.path("deadLetterTargetArn").asText();
        if (target.isEmpty()) {
            return Finding.missing(
                    "Queue %s has no redrive policy: what Drover cannot park would come for ever."
                            .formatted(feed.name()),
                    "Give it one to the dead letters, with a maxReceiveCount above %d.".formatted(maxReceives));
        }
        return count > maxReceives
                ? Finding.ok(
                        "Queue %s is there; SQS moves a message to %s after %d deliveries, Drover parks it after %d."
                                .formatted(
                                        feed.name(), target.substring(target.lastIndexOf(':') + 1), count, maxReceives))
                : Finding.missing(
                        "The maxReceiveCount of queue %s is %d, not above drover.queue.max-receives, %d: SQS would move messages away without a reason."
                                .formatted(feed.name(), count, maxReceives),
                        "Raise maxReceiveCount to %d, or lower drover.queue.max-receives.".formatted(maxReceives + 2));
    }

    private static JsonNode read(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
