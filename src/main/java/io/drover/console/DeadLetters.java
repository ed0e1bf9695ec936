package io.drover.console;

import io.drover.console.LetterOutcome.Cause;
import io.drover.console.LetterOutcome.Undone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The events that could not be worked on. Looking hides them for a moment, so somebody who looks at the same moment from another process
 * may see less; within a process one look waits for the other. Each method may throw {@link io.drover.failure.Failure} when SQS refuses.
 */
public final class DeadLetters {
    /** One go is over within a minute; for more of them there is {@link Redrive}. */
    static final int MOST = 1000;

    private static final Duration WHILE_LOOKING = Duration.ofSeconds(30);
    private static final Duration WHILE_SENDING = Duration.ofMinutes(2);

    private final SqsClient sqs;
    private final String queue;
    private final List<Feed> feeds;

    /**
     * @param queue URL of the dead letters
     * @param feeds the only queues that are written to
     */
    public DeadLetters(SqsClient sqs, String queue, List<Feed> feeds) {
        this.sqs = sqs;
        this.queue = queue;
        this.feeds = List.copyOf(feeds);
    }

    /**
     * @param letters oldest first
     * @param more whether there may be others besides
     */
    public record Listing(List<DeadLetter> letters, boolean more) {}

    /**
     * @param body the event as it came
     */
    public record Shown(DeadLetter letter, String body) {}

    /** All of them, up to 1000. */
    public synchronized Listing list() {
        try (HeldLetters held = HeldLetters.take(sqs, queue, MOST, WHILE_LOOKING)) {
            List<DeadLetter> letters = held.oldestFirst().stream()
                    .map(message -> DeadLetter.of(message, feeds))
                    .toList();
            return new Listing(letters, held.more());
        }
    }

    /**
     * One of them with its body.
     *
     * @throws NotOneLetter when none has it, or several begin like that
     * @throws IllegalArgumentException when it is no id
     */
    public synchronized Shown show(String id) {
        try (HeldLetters held = HeldLetters.take(sqs, queue, MOST, WHILE_LOOKING)) {
            var chosen = Chosen.from(held, Selection.of(List.of(id)));
            if (!chosen.missed().isEmpty()) {
                throw new NotOneLetter(chosen.missed().get(0));
            }
            Message message = chosen.messages().get(0);
            return new Shown(DeadLetter.of(message, feeds), message.body());
        }
    }

    /**
     * Sends the events back to their feeds as they came, oldest first, and deletes them here after that. When Drover dies in between, an
     * event is there twice, which is harmless: the ledger lets one run of a subject through. Whoever works on it compares with what is there,
     * so a retried event does only what is missing.
     *
     * @param to name of the feed for all of them; null: each goes back to where it came from
     */
    public synchronized LetterOutcome retry(Selection which, @Nullable String to) {
        Optional<Feed> given = to == null ? Optional.empty() : Optional.of(feed(feeds, to));
        return forEach(which, (held, message) -> {
            Optional<Feed> feed = given.or(() -> home(message));
            if (feed.isEmpty()) {
                return Optional.of(undone(
                        message,
                        Cause.NOT_CLEAR,
                        "It came from none of %s, so name the feed that it shall go to.".formatted(names(feeds))));
            }
            String url = feed.get().url();
            try {
                sqs.sendMessage(request -> request.queueUrl(url).messageBody(message.body()));
            } catch (SdkException e) {
                return Optional.of(undone(
                        message,
                        Cause.SQS_REFUSED,
                        SqsFailure.of("SendMessage", url, e).reason()));
            }
            return delete(
                    held,
                    message,
                    "It was sent to %s, and can be dropped here. "
                            .formatted(feed.get().name()));
        });
    }

    /** Deletes them for good. */
    public synchronized LetterOutcome drop(Selection which) {
        return forEach(which, (held, message) -> delete(held, message, ""));
    }

    /**
     * The feed of that name.
     *
     * @throws IllegalArgumentException that lists those there are
     */
    static Feed feed(List<Feed> feeds, String name) {
        return feeds.stream()
                .filter(feed -> feed.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no feed of that name; the feeds are %s.".formatted(names(feeds))));
    }

    private static String names(List<Feed> feeds) {
        return String.join(" and ", feeds.stream().map(Feed::name).toList());
    }

    private Optional<Feed> home(Message message) {
        String name = DeadLetter.of(message, feeds).feed();
        return feeds.stream().filter(feed -> feed.name().equals(name)).findFirst();
    }

    /** What is done to one; tells why it was not. */
    private interface Work {
        Optional<Undone> on(HeldLetters held, Message message);
    }

    private LetterOutcome forEach(Selection which, Work work) {
        try (HeldLetters held = HeldLetters.take(sqs, queue, MOST, WHILE_SENDING)) {
            var chosen = Chosen.from(held, which);
            List<String> done = new ArrayList<>();
            List<Undone> failed = new ArrayList<>(chosen.missed());
            for (Message message : chosen.messages()) {
                work.on(held, message).ifPresentOrElse(failed::add, () -> done.add(message.messageId()));
            }
            return new LetterOutcome(done, failed, held.more());
        }
    }

    private Optional<Undone> delete(HeldLetters held, Message message, String before) {
        try {
            held.delete(message);
            return Optional.empty();
        } catch (SdkException e) {
            String reason = SqsFailure.of("DeleteMessage", queue, e).reason();
            return Optional.of(undone(message, Cause.SQS_REFUSED, before + reason));
        }
    }

    private static Undone undone(Message message, Cause cause, String reason) {
        return new Undone(message.messageId(), cause, reason);
    }
}
