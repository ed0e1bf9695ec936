package io.drover.console;

import io.drover.ledger.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run with its timeline.
 *
 * @param steps in the order they started, those that users added to the route too
 * @param deployment what it dispatched, null when nothing
 */
public record RunView(
        String id,
        String flow,
        String subject,
        Explanation why,
        int attempt,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant endedAt,
        List<Step> steps,
        @Nullable DeploymentView deployment) {}
