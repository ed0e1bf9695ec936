package io.drover.ledger;

/**
 * What is not over: runs, and repositories whose template has gone on.
 *
 * @param open all runs that are not over
 * @param stuck those of them that nobody works on and that have not moved for long: no message goes on with them
 * @param waitingLong those of them that have waited for the same thing for long
 * @param behind repositories whose template's folder holds something else than they were made from
 */
public record Backlog(int open, int stuck, int waitingLong, int behind) {}
