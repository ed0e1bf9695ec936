package io.drover.console;

import io.drover.console.QueueDepths.Depth;
import io.drover.github.PaceState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Drover itself stands.
 *
 * @param version of Drover
 * @param time by Drover's clock
 * @param gitHub how things stand with GitHub's limits
 * @param routes null when files of routes do not take effect while Drover runs
 */
public record Summary(
        String version,
        Instant time,
        PaceState gitHub,
        List<Depth> queues,
        @Nullable RoutesInForce routes) {}
