package io.drover.health;

import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.health.Condition.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one thing again and again, in a thread of its own, and remembers what it saw: {@link #seen} answers at once, also while a look
 * hangs. It logs one line when the state changes, and one a minute while it is down. Safe for several threads.
 */
public final class Watch {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    /** A healthy ledger or queue answers within a fraction of a second; the SDK's own retries end within this. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Often enough to be seen in a log that is being followed, rare enough not to fill it. */
    private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

    private final String name;
    private final State failing;
    private final Look look;
    private final Executor executor;
    private final Clock clock;
    private volatile Seen seen;
    private @Nullable Instant begun;
    /** Nobody has to be told that it is well from the beginning. */
    private State told = State.UP;

    private Instant toldAt;

    /**
     * @param name in kebab-case, as health and metrics show it
     * @param failing its state when a look fails or does not end
     * @param executor runs the looks, one at a time; it must not run them in the caller's thread
     */
    public Watch(String name, State failing, Look look, Executor executor, Clock clock) {
        this.name = name;
        this.failing = failing;
        this.look = look;
        this.executor = executor;
        this.clock = clock;
        Instant now = clock.instant();
        this.seen = new Seen(failed("It was not looked at yet."), now, now, null);
        this.toldAt = now;
    }

    public String name() {
        return name;
    }

    /** What was seen last; as if it had failed before the first look. */
    public Seen seen() {
        return seen;
    }

    /** Begins a look, unless the one before has not ended. Returns at once and never throws. */
    public synchronized void tick() {
        Instant now = clock.instant();
        if (begun != null) {
            if (begun.plus(PATIENCE).isBefore(now)) {
                see(failed("There is no answer since %s.".formatted(begun)));
            }
            return;
        }
        begun = now;
        try {
            executor.execute(this::lookOnce);
        } catch (RejectedExecutionException e) {
            // Drover is stopping.
            begun = null;
        }
    }

    private void lookOnce() {
        Condition found = find();
        synchronized (this) {
            begun = null;
            see(found);
        }
    }

    private Condition find() {
        try {
            return look.look();
        } catch (Failure e) {
            return failed(Foreign.oneLine(e.reason()));
        } catch (Exception e) {
            return failed(Foreign.oneLine(e.getClass().getSimpleName() + ": " + e.getMessage()));
        }
    }

    private Condition failed(String sentence) {
        return new Condition(failing, sentence, Map.of());
    }

    private void see(Condition found) {
        Instant now = clock.instant();
        boolean same = found.state() == seen.condition().state();
        seen = new Seen(found, same ? seen.since() : now, now, found.state() == State.UP ? now : seen.lastUp());
        boolean reminder =
                found.state() == State.DOWN && toldAt.plus(BETWEEN_REMINDERS).isBefore(now);
        if (found.state() != told || reminder) {
            told = found.state();
            toldAt = now;
            tell();
        }
    }

    private void tell() {
        Condition condition = seen.condition();
        if (condition.state() == State.UP) {
            log.atInfo().log("Health: {} is up again. {}", name, condition.sentence());
        } else {
            log.atWarn()
                    .log("Health: {} is {} since {}. {}", name, condition.state(), seen.since(), condition.sentence());
        }
    }
}
