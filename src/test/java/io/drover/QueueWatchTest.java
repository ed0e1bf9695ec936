package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doctor.Usage.Queue;
import io.drover.health.Condition.State;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class QueueWatchTest {
    private static AwsStandIn aws;
    private static SqsClient sqs;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));

    @BeforeAll
    static void start() {
        aws = new AwsStandIn(new CallLog());
        sqs = Clients.of(aws, SqsClient.builder());
    }

    @AfterAll
    static void stop() {
        sqs.close();
        aws.close();
    }

    @Test
    void deadLettersAreDegradedOnlyWhileTheyBecomeMore() {
        String url = aws.queue("growing");
        var queue = new QueueWatch(new Queue("drover.queue.dead-letters", url), sqs, null, clock);
        aws.send(url, "old");
        assertThat(queue.look().state()).isEqualTo(State.UP);

        clock.tick(Duration.ofMinutes(5));
        aws.send(url, "new");
        assertThat(queue.look())
                .satisfies(found -> assertThat(found.state()).isEqualTo(State.DEGRADED))
                .satisfies(found -> assertThat(found.sentence()).contains("2 messages, 1 of them new"))
                .satisfies(found -> assertThat(found.details()).containsEntry("growth", "1"));

        clock.tick(Duration.ofMinutes(16));
        assertThat(queue.look().state()).isEqualTo(State.UP);
        assertThat(queue.count())
                .hasValueSatisfying(count -> assertThat(count.waiting()).isEqualTo(2));
    }

    @Test
    void aFeedIsDownWhileItsPollsFailWhateverItsCountIs() {
        String url = aws.queue("polled");
        long[] now = {0};
        var polls = new Polls(() -> now[0]);
        var queue = new QueueWatch(new Queue("drover.queue.project-events", url), sqs, polls, clock);
        polls.mayBegin(url);
        assertThat(queue.look().state()).isEqualTo(State.UP);

        polls.failed(url, 0, "The AWS credentials have expired (ExpiredToken): renew them.");

        assertThat(queue.look().state()).isEqualTo(State.DOWN);
        assertThat(queue.look().sentence())
                .isEqualTo(
                        "Nothing is received from polled. The AWS credentials have expired (ExpiredToken): renew them.");
    }

    @Test
    void aQueueThatMayNotBeCountedIsDegradedAndHasNoCount() {
        String url = aws.queue("uncounted");
        var queue = new QueueWatch(new Queue("drover.queue.dead-letters", url), sqs, null, clock);
        aws.deny("sqs", "GetQueueAttributes", 1);

        assertThat(queue.look())
                .satisfies(found -> assertThat(found.state()).isEqualTo(State.DEGRADED))
                .satisfies(found -> assertThat(found.sentence()).contains("AWS denies it (AccessDenied"));
        assertThat(queue.count()).isEmpty();
    }
}
