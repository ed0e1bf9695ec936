package io.drover.console;

import io.drover.console.DeadLetters.Listing;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Has SQS itself move all dead letters to one feed: for more of them than a retry takes. SQS works on alone; nobody has to wait for it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 */
public final class Redrive {
    /** SQS moves no more in a second. */
    public static final int FASTEST = 500;

    private static final String RUNNING = "RUNNING";

    private final SqsClient sqs;
    private final String queue;
    private final List<Feed> feeds;
    private final DeadLetters letters;

    /**
     * @param queue URL of the dead letters
     */
    public Redrive(SqsClient sqs, String queue, List<Feed> feeds, DeadLetters letters) {
        this.sqs = sqs;
        this.queue = queue;
        this.feeds = List.copyOf(feeds);
        this.letters = letters;
    }

    /**
     * The newest redrive.
     *
     * @param startedAt by SQS's clock
     * @param status of SQS: RUNNING, COMPLETED, FAILED, CANCELLING, CANCELLED
     * @param moved messages up to now, by SQS's own approximate count
     * @param total messages to move, null when SQS does not tell it
     * @param reason why it failed, in SQS's own words; null otherwise
     */
    public record Progress(
            Instant startedAt,
            String status,
            long moved,
            @Nullable Long total,
            @Nullable String reason) {
        public boolean isOver() {
            return !status.equals(RUNNING) && !status.equals("CANCELLING");
        }

        public boolean isDone() {
            return status.equals("COMPLETED");
        }
    }

    /**
     * Begins. An event that comes to the wrong feed is dropped there, so all of the first 1000 dead letters must be known to come from it.
     *
     * @param to name of the feed
     * @param rate messages a second, at most {@link #FASTEST}; empty: as SQS thinks best
     * @param force moves them wherever they came from
     * @throws Mixed when some came from elsewhere
     * @throws IllegalArgumentException when there is no such feed, or no such rate
     * @throws Failure when SQS refuses, for instance since one runs already
     */
    public void start(String to, OptionalInt rate, boolean force) {
        Feed feed = DeadLetters.feed(feeds, to);
        if (rate.isPresent() && (rate.getAsInt() < 1 || rate.getAsInt() > FASTEST)) {
            throw new IllegalArgumentException("The rate is 1 to %d messages a second.".formatted(FASTEST));
        }
        if (!force) {
            requireAllFrom(feed);
        }
        String source = arn(queue);
        String destination = arn(feed.url());
        try {
            sqs.startMessageMoveTask(request -> {
                request.sourceArn(source).destinationArn(destination);
                rate.ifPresent(request::maxNumberOfMessagesPerSecond);
            });
        } catch (SdkException e) {
            throw SqsFailure.of("StartMessageMoveTask", queue, e);
        }
    }

    /** Empty when there never was one. */
    public Optional<Progress> progress() {
        String source = arn(queue);
        try {
            return sqs.listMessageMoveTasks(request -> request.sourceArn(source).maxResults(1)).results().stream()
                    .findFirst()
                    .map(Redrive::progress);
        } catch (SdkException e) {
            throw SqsFailure.of("ListMessageMoveTasks", queue, e);
        }
    }

    private static Progress progress(ListMessageMoveTasksResultEntry task) {
        Long moved = task.approximateNumberOfMessagesMoved();
        String reason = task.failureReason();
        Long started = task.startedTimestamp();
        return new Progress(
                Instant.ofEpochMilli(started == null ? 0 : started),
                task.status(),
                moved == null ? 0 : moved,
                task.approximateNumberOfMessagesToMove(),
                reason == null ? null : Foreign.oneLine(reason));
    }

    private void requireAllFrom(Feed feed) {
        Listing listing = letters.list();
        long others = listing.letters().stream()
                .filter(letter -> !feed.name().equals(letter.feed()))
                .count();
        if (others > 0) {
            throw new Mixed(
                    "%d of %d dead letters did not come from %s, which would drop them. Retry sends each to its own feed."
                            .formatted(others, listing.letters().size(), feed.name()));
        }
    }

    private String arn(String url) {
        try {
            return String.valueOf(sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN));
        } catch (SdkException e) {
            throw SqsFailure.of("GetQueueAttributes", url, e);
        }
    }

    /** The dead letters are not all of one feed. The message says what to do instead. */
    public static final class Mixed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Mixed(String message) {
            super(message);
        }
    }
}
