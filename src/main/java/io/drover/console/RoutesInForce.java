package io.drover.console;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which edition of the files of routes is at work.
 *
 * @param since when it was put into force
 * @param problem why a newer edition is not, a line for each fault; null when there is none
 */
public record RoutesInForce(Instant since, @Nullable String problem) {}
