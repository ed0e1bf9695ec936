package io.drover.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.SettableClock;
import io.drover.failure.RetryLater;
import io.drover.health.Condition.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WatchTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(START);
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private Look look = () -> Condition.up("Fine.");
    private final Watch watch = new Watch("ledger", State.DOWN, () -> look.look(), begun::add, clock);

    @Test
    void isDownUntilItWasLookedAt() {
        assertThat(watch.seen().isDown()).isTrue();
        assertThat(watch.seen().lastUp()).isNull();

        lookNow();

        assertThat(watch.seen().isUp()).isTrue();
        assertThat(watch.seen().lastUp()).isEqualTo(START);
    }

    @Test
    void keepsSinceWhenItIsDownAndWhenItWasLastUp() {
        lookNow();
        look = () -> {
            throw new RetryLater("The disk is full.");
        };

        later(TEN_SECONDS);
        later(TEN_SECONDS);

        assertThat(watch.seen().condition()).isEqualTo(Condition.down("The disk is full."));
        assertThat(watch.seen().since()).isEqualTo(START.plusSeconds(10));
        assertThat(watch.seen().at()).isEqualTo(START.plusSeconds(20));
        assertThat(watch.seen().lastUp()).isEqualTo(START);
    }

    @Test
    void answersWhileALookHangsAndBeginsNoSecondOne() {
        lookNow();
        clock.tick(TEN_SECONDS);
        watch.tick();

        clock.tick(TEN_SECONDS.plusSeconds(1));
        watch.tick();

        assertThat(begun).hasSize(1);
        assertThat(watch.seen().isDown()).isTrue();
        assertThat(watch.seen().condition().sentence()).isEqualTo("There is no answer since 2026-03-01T08:00:10Z.");
    }

    @Test
    void isUpAgainAsSoonAsTheLookThatHungEnds() {
        watch.tick();
        clock.tick(Duration.ofSeconds(30));
        watch.tick();

        begun.remove().run();

        assertThat(watch.seen().isUp()).isTrue();
    }

    @Test
    void isOnlyDegradedWhenItsFailureDoesNotMatterMuch() {
        var minor = new Watch(
                "github",
                State.DEGRADED,
                () -> {
                    throw new java.io.IOException("gone");
                },
                Runnable::run,
                clock);

        minor.tick();

        assertThat(minor.seen().condition()).isEqualTo(Condition.degraded("IOException: gone"));
    }

    private void later(Duration time) {
        clock.tick(time);
        lookNow();
    }

    private void lookNow() {
        watch.tick();
        begun.remove().run();
    }
}
