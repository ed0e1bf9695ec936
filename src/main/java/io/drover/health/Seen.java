package io.drover.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Watch} saw last.
 *
 * @param since when it was first in this state without a break
 * @param at when it was looked at
 * @param lastUp when it was last up; null when it never was
 */
public record Seen(
        Condition condition,
        Instant since,
        Instant at,
        @Nullable Instant lastUp) {
    public boolean isDown() {
        return condition.state() == Condition.State.DOWN;
    }

    public boolean isUp() {
        return condition.state() == Condition.State.UP;
    }

    /** The condition, with the times as details. */
    public Condition dated() {
        return condition.with("since", since).with("at", at).with("lastUp", lastUp == null ? "never" : lastUp);
    }
}
