package io.drover.ledger;

import java.util.Set;

/**
 * Which projects are wanted.
 *
 * @param states empty: all
 * @param search part of id, name or repository, whatever its case; empty: all
 * @param behind whether only those with a repository that is behind its template
 * @param limit how many at the most
 * @param after only those after this {@link ProjectEntry#number()}; {@link #START} begins
 */
public record ProjectFilter(Set<ProjectState> states, String search, boolean behind, int limit, long after) {
    public static final long START = Long.MAX_VALUE;

    public ProjectFilter {
        states = Set.copyOf(states);
    }
}
