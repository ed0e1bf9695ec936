package io.drover.console;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a parked message says about itself, in message attributes beside the body.
 *
 * @param reason why it was parked, one line
 * @param advice what to do about it, one line
 * @param flow id of the route that parked it
 * @param run id of the run, null when the event was not read that far
 * @param queue URL of the feed that it came from
 */
public record Label(
        @Nullable String reason,
        @Nullable String advice,
        @Nullable String flow,
        @Nullable String run,
        @Nullable String queue) {

    static final List<String> NAMES = List.of("flow", "queue", "run", "reason", "advice");

    private static final String TYPE = "String";

    /** A shorter piece of a sentence would tell nothing. */
    private static final int SHORTEST_BYTES = 40;

    /**
     * What a queue takes, body and attributes together, in bytes: 256 KiB when it was made before that was raised, 1 MiB now.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">MaximumMessageSize</a>
     */
    private static final List<Integer> LIMITS = List.of(262_144, 1_048_576);

    /**
     * The attributes by name. Beside a body that nearly fills a message they are shortened or left out, the body never is; first comes what a
     * retry needs. Name, type and value count.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message metadata</a>
     */
    public Map<String, String> attributes(String body) {
        int bytes = bytes(body);
        int room = LIMITS.stream().filter(limit -> limit >= bytes).findFirst().orElse(bytes) - bytes;
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String name : NAMES) {
            int most = room - bytes(name) - bytes(TYPE);
            String value = fitting(value(name), most, name.equals("reason"));
            if (value != null) {
                attributes.put(name, value);
                room = most - bytes(value);
            }
        }
        return attributes;
    }

    /** Reads what {@link #attributes} has written. */
    static Label of(Map<String, String> attributes) {
        return new Label(
                attributes.get("reason"),
                attributes.get("advice"),
                attributes.get("flow"),
                attributes.get("run"),
                attributes.get("queue"));
    }

    private @Nullable String value(String name) {
        return switch (name) {
            case "flow" -> flow;
            case "queue" -> queue;
            case "run" -> run;
            case "reason" -> reason;
            default -> advice;
        };
    }

    private static @Nullable String fitting(@Nullable String value, int most, boolean mayBeShort) {
        if (value == null || value.isEmpty() || bytes(value) <= most) {
            return value == null || value.isEmpty() ? null : value;
        }
        return mayBeShort && most >= SHORTEST_BYTES ? cut(value, most) : null;
    }

    private static String cut(String text, int most) {
        int room = most - bytes("…");
        int end = 0;
        while (true) {
            int next = text.offsetByCodePoints(end, 1);
            room -= bytes(text.substring(end, next));
            if (room < 0) {
                return text.substring(0, end) + "…";
            }
            end = next;
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
