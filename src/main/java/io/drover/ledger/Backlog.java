package io.drover.ledger;

/**
 * Runs that are not over.
 *
 * @param open all of them
 * @param stuck those of them that nobody works on and that have not moved for long: no message goes on with them
 * @param waitingLong those of them that have waited for the same thing for long
 */
public record Backlog(int open, int stuck, int waitingLong) {}
