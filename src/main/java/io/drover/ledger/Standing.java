package io.drover.ledger;

/** Whether who works on a run may go on. */
public sealed interface Standing {
    /** Go on. */
    record Held() implements Standing {}

    /** The lease ran out, and another worker may have taken the run up. */
    record Lost() implements Standing {}

    /**
     * Somebody asked it to stop.
     *
     * @param reason for the operator
     */
    record AskedToStop(String reason) implements Standing {}
}
