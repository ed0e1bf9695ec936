package io.drover.console;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;

import io.drover.failure.Foreign;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages are in the queues, by SQS's own approximate count. Asked every ten seconds at the most, however many look. */
public final class QueueDepths {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final SqsClient sqs;
    private final Map<String, String> urls;
    private final Clock clock;
    private List<Depth> known = List.of();
    private Instant askedAt = Instant.MIN;

    /**
     * @param urls of the queues, by the names that people know, in the order they are shown
     */
    public QueueDepths(SqsClient sqs, Map<String, String> urls, Clock clock) {
        this.sqs = sqs;
        this.urls = urls;
        this.clock = clock;
    }

    /**
     * One queue.
     *
     * @param waiting messages to be received, null when SQS did not tell
     * @param underWay messages that somebody works on, null when SQS did not tell
     * @param problem why SQS did not tell, null when it did
     */
    public record Depth(
            String queue,
            @Nullable Integer waiting,
            @Nullable Integer underWay,
            @Nullable String problem) {}

    /** Never fails: what cannot be asked says why. */
    public synchronized List<Depth> read() {
        Instant now = clock.instant();
        if (askedAt.isBefore(now.minus(FRESH))) {
            known = urls.entrySet().stream()
                    .map(queue -> depth(queue.getKey(), queue.getValue()))
                    .collect(Collectors.toUnmodifiableList());
            askedAt = now;
        }
        return known;
    }

    private Depth depth(String queue, String url) {
        try {
            Map<QueueAttributeName, String> answer = sqs.getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes();
            return new Depth(
                    queue,
                    Integer.valueOf(answer.getOrDefault(APPROXIMATE_NUMBER_OF_MESSAGES, "0")),
                    Integer.valueOf(answer.getOrDefault(APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0")),
                    null);
        } catch (SdkException e) {
            return new Depth(queue, null, null, Foreign.oneLine(String.valueOf(e.getMessage())));
        }
    }
}
