package io.drover.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A project with its newest run.
 *
 * @param number grows with the time at which the newest run began; tells where a list goes on
 * @param subject {@code domain/project}
 * @param name DataZone's; null until it was asked
 * @param held whether somebody works on it now
 */
public record ProjectEntry(
        long number, String subject, @Nullable String name, ProjectState state, boolean held, Run newest) {}
