package io.drover.ledger;

import java.util.Set;

/**
 * Which projects are wanted.
 *
 * @param states empty: all
 * @param search part of id, name or repository, whatever its case; empty: all
 * @param limit how many at the most
 * @param after only those after this {@link ProjectEntry#number()}; {@link #START} begins
 */
public record ProjectFilter(Set<ProjectState> states, String search, int limit, long after) {
    public static final long START = Long.MAX_VALUE;

    public ProjectFilter {
        states = Set.copyOf(states);
    }
}
