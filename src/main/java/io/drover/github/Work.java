package io.drover.github;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf requests are made, and so when their turn comes: by priority, then whoever came first, so that one project is
 * finished before the next is begun.
 *
 * @param since when the work came in: the event's time, or now
 * @param subject what is worked on, as the ledger names it
 * @param run id of the run that asks, for those who look for its requests; null of what asks without one
 */
public record Work(
        Priority priority,
        Instant since,
        String subject,
        @Nullable String run) implements Comparable<Work> {
    private static final Comparator<Work> ORDER =
            Comparator.comparing(Work::priority).thenComparing(Work::since).thenComparing(Work::subject);

    /** In order of urgency: people wait for a deployment, a project for its repositories, nobody for what runs in the background. */
    public enum Priority {
        DEPLOYMENT,
        ONBOARDING,
        BACKGROUND
    }

    /** What Drover does by itself, without an event. */
    public static final Work BACKGROUND = new Work(Priority.BACKGROUND, Instant.EPOCH, "background", null);

    @Override
    public int compareTo(Work other) {
        return ORDER.compare(this, other);
    }
}
