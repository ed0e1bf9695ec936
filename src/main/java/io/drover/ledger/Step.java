package io.drover.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run's timeline.
 *
 * @param id the step's id in the route
 * @param title the step's description
 * @param endedAt null while it is under way
 * @param problem why it failed, null when it succeeded or is under way
 */
public record Step(
        String id,
        String title,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String problem) {}
