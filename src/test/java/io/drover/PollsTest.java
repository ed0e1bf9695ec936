package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollsTest {
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/project-events";

    private long now = 5;
    private final Polls polls = new Polls(() -> now);

    @Test
    void manyConsumersMayPollAtOnceWhileAllIsWell() {
        assertThat(polls.mayBegin(QUEUE)).isTrue();
        assertThat(polls.mayBegin(QUEUE)).isTrue();
        polls.succeeded(QUEUE);

        assertThat(polls.problem(QUEUE)).isEmpty();
    }

    @Test
    void aQueueThatFailedIsLeftAloneForASecond() {
        fail();

        assertThat(polls.mayBegin(QUEUE)).isFalse();
        assertThat(polls.problem(QUEUE)).contains("away");

        after(Duration.ofSeconds(1));
        assertThat(polls.mayBegin(QUEUE)).isTrue();
    }

    @Test
    void onlyOneTriesWhetherItIsBack() {
        fail();
        after(Duration.ofSeconds(1));

        assertThat(polls.mayBegin(QUEUE)).isTrue();
        assertThat(polls.mayBegin(QUEUE)).isFalse();

        polls.succeeded(QUEUE);
        assertThat(polls.mayBegin(QUEUE)).isTrue();
        assertThat(polls.problem(QUEUE)).isEmpty();
    }

    @Test
    void aMinuteOfFailuresCostsSevenPolls() {
        int tried = 0;
        long end = now + Duration.ofMinutes(1).toNanos();

        while (now < end) {
            if (polls.mayBegin(QUEUE)) {
                tried++;
                polls.failed(QUEUE, now, "away");
            }
            after(Duration.ofMillis(500));
        }

        assertThat(tried).isEqualTo(7);
    }

    @Test
    void pollsThatFailTogetherCountOnce() {
        long begun = now;
        polls.mayBegin(QUEUE);
        after(Duration.ofSeconds(20));

        for (int consumer = 0; consumer < 4; consumer++) {
            polls.failed(QUEUE, begun, "away");
        }

        after(Duration.ofSeconds(1));
        assertThat(polls.mayBegin(QUEUE)).isTrue();
    }

    @Test
    void aQueueThatNobodyPollsForMinutesIsAProblem() {
        assertThat(polls.problem(QUEUE)).contains("It was not polled yet.");
        polls.mayBegin(QUEUE);

        after(Duration.ofMinutes(4));

        assertThat(polls.problem(QUEUE))
                .hasValueSatisfying(why -> assertThat(why).startsWith("It was not polled for 4 minutes"));
    }

    @Test
    void aQueueThatIsLeftAloneOnPurposeIsNoProblem() {
        polls.mayBegin(QUEUE);
        after(Duration.ofMinutes(4));

        polls.rests(QUEUE);

        assertThat(polls.problem(QUEUE)).isEmpty();
    }

    private void fail() {
        polls.mayBegin(QUEUE);
        polls.failed(QUEUE, now, "away");
    }

    private void after(Duration time) {
        now += time.toNanos();
    }
}
