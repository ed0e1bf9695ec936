package io.drover.console;

import io.drover.console.LetterOutcome.Cause;
import io.drover.console.LetterOutcome.Undone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The messages that a selection means.
 *
 * @param messages oldest first when all are meant, as they were named otherwise
 * @param missed ids that do not mean exactly one
 */
record Chosen(List<Message> messages, List<Undone> missed) {

    static Chosen from(HeldLetters held, Selection which) {
        List<Message> there = held.oldestFirst();
        if (which.ids().isEmpty()) {
            return new Chosen(there, List.of());
        }
        // Two prefixes may mean the same one.
        Map<String, Message> messages = new LinkedHashMap<>();
        List<Undone> missed = new ArrayList<>();
        for (String id : which.ids()) {
            List<Message> fitting = there.stream()
                    .filter(message -> message.messageId().startsWith(id))
                    .toList();
            if (fitting.size() == 1) {
                messages.put(fitting.get(0).messageId(), fitting.get(0));
            } else {
                missed.add(missed(id, fitting.size(), held.more()));
            }
        }
        return new Chosen(List.copyOf(messages.values()), missed);
    }

    private static Undone missed(String id, int fitting, boolean more) {
        if (fitting > 1) {
            return new Undone(
                    id, Cause.NOT_CLEAR, "%d dead letters begin like that: give more characters.".formatted(fitting));
        }
        return new Undone(
                id,
                Cause.NOT_FOUND,
                more
                        ? "It is not among the first %d dead letters; there are too many to look at all of them."
                                .formatted(DeadLetters.MOST)
                        : "There is no such dead letter now. While somebody else looks at it, it is hidden for two minutes at the most.");
    }
}
