package io.drover.ledger;

/** Where a project stands, as people want to know it. */
public enum ProjectState {
    /** Somebody works on it. */
    RUNNING,
    /** It waits for AWS or GitHub, or for the next delivery of its event. */
    WAITING,
    /** Its event is in the dead letters: somebody has to act. */
    PARKED,
    DONE,
    /** What it was about is gone. */
    STOPPED,
    /** It was deleted, and its repositories were dealt with. */
    DELETED
}
