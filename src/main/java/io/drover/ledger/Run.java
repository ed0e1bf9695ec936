package io.drover.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event worked on.
 *
 * @param id random, unique; the correlation id in logs and dead letters
 * @param flow the route's id
 * @param subject what the event is about
 * @param lease the token that proves the claim; only meaningful in {@link Claim.Granted}, empty otherwise
 * @param attempt 1 for the first claim, one more for each time it was taken up again
 * @param waitingFor what it waits for, null when it does not
 * @param reason why it was parked or stopped, null otherwise
 * @param startedAt when it was first claimed
 * @param endedAt when it was finished, parked or stopped, null while it is open
 */
public record Run(
        String id,
        String flow,
        String subject,
        State state,
        String lease,
        int attempt,
        @Nullable String waitingFor,
        @Nullable String reason,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    /** Where a run stands. */
    public enum State {
        RUNNING,
        DONE,
        PARKED,
        /** What it was about is gone. */
        STOPPED
    }
}
