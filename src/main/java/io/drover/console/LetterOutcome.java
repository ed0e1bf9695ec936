package io.drover.console;

import java.util.List;

/**
 * What became of the dead letters that were meant.
 *
 * @param done ids of those retried or dropped
 * @param failed those that stay where they are
 * @param more whether there may be dead letters that were not looked at; do the same again
 */
public record LetterOutcome(List<String> done, List<Undone> failed, boolean more) {
    /**
     * @param id as it was given, or of SQS
     * @param reason a sentence: why, and what to do
     */
    public record Undone(String id, Cause cause, String reason) {}

    /** Why something was not done. */
    public enum Cause {
        NOT_FOUND,
        /** Several begin like that, or where it belongs is not known. */
        NOT_CLEAR,
        SQS_REFUSED
    }

    public LetterOutcome {
        done = List.copyOf(done);
        failed = List.copyOf(failed);
    }
}
