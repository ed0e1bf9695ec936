package io.drover;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the polls of queues go. After a failure a queue is left alone, 1 s at first, twice as long each time, 15 s at most; then one poll
 * alone tries it. Safe for several threads.
 */
final class Polls {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** With it a queue that is back is noticed soon, and one that is away costs four polls a minute. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** A long poll takes 20 s, its connection times out after 30 s, and the SDK tries four times. */
    private static final Duration LONGEST_POLL = Duration.ofMinutes(3);

    private final LongSupplier nanoTime;
    private final Map<String, Queue> queues = new ConcurrentHashMap<>();

    Polls(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * One queue.
     *
     * @param begun when the newest poll began, or was left out on purpose
     * @param failures how many polls in a row failed, those at the same time counted as one
     * @param failed when the newest failure was noticed
     * @param next when the next poll may begin
     * @param problem why the newest poll failed, null when it did not
     */
    private record Queue(
            long begun,
            int failures,
            long failed,
            long next,
            @Nullable String problem) {
        static Queue well(long begun) {
            return new Queue(begun, 0, begun, begun, null);
        }
    }

    /** Whether a poll may begin now; whoever is told so begins it. */
    boolean mayBegin(String url) {
        long now = nanoTime.getAsLong();
        var allowed = new boolean[1];
        queues.compute(url, (same, queue) -> {
            allowed[0] = queue == null || queue.problem() == null || now - queue.next() >= 0;
            if (!allowed[0]) {
                return queue;
            }
            return queue == null || queue.problem() == null
                    ? Queue.well(now)
                    // The others wait for what this one finds out.
                    : new Queue(now, queue.failures(), queue.failed(), now + LONGEST_POLL.toNanos(), queue.problem());
        });
        return allowed[0];
    }

    /** Nobody is meant to poll it now; that this takes long is no problem of the queue. */
    void rests(String url) {
        long now = nanoTime.getAsLong();
        queues.computeIfPresent(
                url, (same, queue) -> new Queue(now, queue.failures(), queue.failed(), queue.next(), queue.problem()));
    }

    void succeeded(String url) {
        queues.computeIfPresent(url, (same, queue) -> Queue.well(queue.begun()));
    }

    /**
     * @param begun when the poll that failed had begun
     * @param problem a sentence for the operator
     */
    void failed(String url, long begun, String problem) {
        long now = nanoTime.getAsLong();
        queues.computeIfPresent(url, (same, queue) -> {
            boolean known = queue.problem() != null && begun - queue.failed() < 0;
            int failures = known ? queue.failures() : queue.failures() + 1;
            long next = known ? queue.next() : now + pause(failures).toNanos();
            return new Queue(queue.begun(), failures, now, next, problem);
        });
    }

    private static Duration pause(int failures) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return grown.compareTo(LONGEST_PAUSE) < 0 ? grown : LONGEST_PAUSE;
    }

    /** A poll was ended from this side: it tells nothing of the queue, and the next may begin at once. */
    void brokeOff(String url) {
        long now = nanoTime.getAsLong();
        queues.computeIfPresent(
                url, (same, queue) -> new Queue(now, queue.failures(), queue.failed(), now, queue.problem()));
    }

    /** Why nothing is received from the queue, in a sentence for the operator; empty when all is well. */
    Optional<String> problem(String url) {
        Queue queue = queues.get(url);
        if (queue == null) {
            return Optional.of("It was not polled yet.");
        }
        if (queue.problem() != null) {
            return Optional.of(queue.problem());
        }
        Duration ago = Duration.ofNanos(nanoTime.getAsLong() - queue.begun());
        return ago.compareTo(LONGEST_POLL) > 0
                ? Optional.of("It was not polled for %d minutes: all its consumers are busy, or its route does not run."
                        .formatted(ago.toMinutes()))
                : Optional.empty();
    }
}
