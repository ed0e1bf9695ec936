package io.drover.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Messages of a queue, hidden from all others until this is closed. SQS knows no other way to look at them. When the process dies, they show up
 * again by themselves after the time given.
 */
final class HeldLetters implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HeldLetters.class);

    /** SQS gives and takes no more at once. */
    private static final int BATCH = 10;

    /** Bodies are kept in memory meanwhile. */
    private static final long MOST_CHARACTERS = 32L << 20;

    private final SqsClient sqs;
    private final String queue;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private long characters;
    private boolean more;

    private HeldLetters(SqsClient sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    /**
     * Takes a second longer than SQS needs, so that none is overlooked.
     *
     * @param most messages to take
     * @throws io.drover.failure.Failure when SQS refuses; nothing stays hidden then
     */
    static HeldLetters take(SqsClient sqs, String queue, int most, Duration hidden) {
        var held = new HeldLetters(sqs, queue);
        try {
            held.fill(most, hidden);
            return held;
        } catch (SdkException e) {
            held.close();
            throw SqsFailure.of("ReceiveMessage", queue, e);
        }
    }

    private void fill(int most, Duration hidden) {
        boolean news = true;
        while (news && !more) {
            news = false;
            for (Message message : receive(hidden)) {
                // One that comes twice comes with a new receipt handle; the older one may count no more.
                if (messages.put(message.messageId(), message) == null) {
                    news = true;
                    characters += message.body().length();
                }
            }
            more = messages.size() >= most || characters >= MOST_CHARACTERS;
        }
    }

    /** A short poll asks some of SQS's hosts only, so this is a long one. */
    private List<Message> receive(Duration hidden) {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(1)
                        .visibilityTimeout((int) hidden.toSeconds())
                        .messageAttributeNames(Label.NAMES)
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
                .messages();
    }

    List<Message> oldestFirst() {
        return messages.values().stream()
                .sorted(Comparator.<Message, Instant>comparing(DeadLetter::sentAt)
                        .thenComparing(Message::messageId))
                .toList();
    }

    /** There may be more than were taken. */
    boolean more() {
        return more;
    }

    /** Deletes it from the queue, so that closing does not show it again. */
    void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        messages.remove(message.messageId());
    }

    @Override
    public void close() {
        List<Message> rest = new ArrayList<>(messages.values());
        try {
            for (int from = 0; from < rest.size(); from += BATCH) {
                show(rest.subList(from, Math.min(rest.size(), from + BATCH)));
            }
        } catch (SdkException e) {
            log.atDebug().setCause(e).log("Dead letters stay hidden until their visibility timeout ends");
        }
    }

    private void show(List<Message> batch) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : batch) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0)
                    .build());
        }
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue).entries(entries));
    }
}
