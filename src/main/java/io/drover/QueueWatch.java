package io.drover;

import io.drover.doctor.Usage.Queue;
import io.drover.health.Condition;
import io.drover.health.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages a queue has, and whether they are received or become more. To be looked at by one thread at a time. */
final class QueueWatch implements Look {
    /** Dead letters that came within this time count as growth. */
    private static final Duration GROWTH = Duration.ofMinutes(15);

    private final Queue queue;
    private final SqsClient sqs;
    private final @Nullable Polls polls;
    private final Clock clock;
    private final Deque<Past> past = new ArrayDeque<>();
    private volatile @Nullable Count count;

    /**
     * @param polls how it is received from; null when it is not
     */
    QueueWatch(Queue queue, SqsClient sqs, @Nullable Polls polls, Clock clock) {
        this.queue = queue;
        this.sqs = sqs;
        this.polls = polls;
        this.clock = clock;
    }

    /**
     * SQS's own counts: approximate, and some seconds old.
     *
     * @param waiting those that may be received
     * @param inFlight those that were received and are hidden
     * @param delayed those that cannot be received yet
     */
    record Count(int waiting, int inFlight, int delayed) {
        int all() {
            return waiting + inFlight + delayed;
        }
    }

    private record Past(Instant at, int all) {}

    String name() {
        return queue.name();
    }

    /** What was counted last; empty when that failed. */
    Optional<Count> count() {
        return Optional.ofNullable(count);
    }

    @Override
    public Condition look() {
        Optional<String> uncounted = tryToCount();
        Optional<String> problem = polls == null ? Optional.empty() : polls.problem(queue.url());
        if (problem.isPresent()) {
            return Condition.down("Nothing is received from %s. %s".formatted(queue.name(), problem.get()));
        }
        return uncounted.isPresent()
                ? Condition.degraded("The messages of %s are not counted. %s".formatted(queue.name(), uncounted.get()))
                : polls == null
                        ? kept()
                        : counted(Condition.up("Messages are received from %s.".formatted(queue.name())));
    }

    private Optional<String> tryToCount() {
        try {
            Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(queue.url())
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .attributes();
            count = new Count(
                    number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                    number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                    number(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
            return Optional.empty();
        } catch (SdkException e) {
            count = null;
            return Optional.of(AwsTrouble.sentence(e));
        }
    }

    private static int number(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
        return Integer.parseInt(counts.getOrDefault(name, "0"));
    }

    private Condition kept() {
        Instant now = clock.instant();
        int all = count().map(Count::all).orElse(0);
        past.addLast(new Past(now, all));
        while (past.getFirst().at().plus(GROWTH).isBefore(now)) {
            past.removeFirst();
        }
        int growth = all - past.stream().mapToInt(Past::all).min().orElse(all);
        Condition found = growth > 0
                ? Condition.degraded(
                        "%s has %d messages, %d of them new within %d minutes: their attribute 'reason' tells why."
                                .formatted(queue.name(), all, growth, GROWTH.toMinutes()))
                : Condition.up("%s has %d messages, none of them new.".formatted(queue.name(), all));
        return counted(found).with("growth", growth);
    }

    private Condition counted(Condition found) {
        return count().map(now -> found.with("waiting", now.waiting())
                        .with("inFlight", now.inFlight())
                        .with("delayed", now.delayed()))
                .orElse(found);
    }
}
