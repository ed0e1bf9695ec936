package io.drover.github;

import java.util.Comparator;
import java.util.function.Consumer;

/**
 * A request that waits for its turn; in the order of the works, then of arrival.
 *
 * @param arrival a number that no other one has
 * @param begin sends it
 * @param giveUp ends it without sending, in failure
 */
record Waiting(Work work, long arrival, RequestKind kind, Runnable begin, Consumer<Throwable> giveUp)
        implements Comparable<Waiting> {
    private static final Comparator<Waiting> ORDER =
            Comparator.comparing(Waiting::work).thenComparing(Waiting::arrival);

    @Override
    public int compareTo(Waiting other) {
        return ORDER.compare(this, other);
    }
}
