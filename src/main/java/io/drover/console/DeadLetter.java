package io.drover.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A message in the dead letters, without its body. Those that SQS moved by its redrive policy have neither reason nor advice.
 *
 * @param id of SQS
 * @param sentAt when it was parked; of one that SQS moved, when the event was sent
 * @param flow id of the route that parked it
 * @param run id of the run, null when the event was not read that far
 * @param feed name of the feed it came from and goes back to, null when that is not known
 * @param receives how often it was received, looks at the dead letters included
 * @param bytes of the body in UTF-8
 */
public record DeadLetter(
        String id,
        Instant sentAt,
        @Nullable String reason,
        @Nullable String advice,
        @Nullable String flow,
        @Nullable String run,
        @Nullable String feed,
        int receives,
        int bytes) {

    static DeadLetter of(Message message, List<Feed> feeds) {
        Map<MessageSystemAttributeName, String> system = message.attributes();
        Label label = label(message);
        return new DeadLetter(
                message.messageId(),
                sentAt(message),
                label.reason(),
                label.advice(),
                label.flow(),
                label.run(),
                Feed.of(feeds, label, system.get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN))
                        .map(Feed::name)
                        .orElse(null),
                Integer.parseInt(system.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0")),
                message.body().getBytes(StandardCharsets.UTF_8).length);
    }

    static Instant sentAt(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    private static Label label(Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
            }
        });
        return Label.of(attributes);
    }
}
