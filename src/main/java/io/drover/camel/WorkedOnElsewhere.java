package io.drover.camel;

/** Somebody else holds the claim on the subject: the message waits, however long that takes, and never counts as failed. */
public final class WorkedOnElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkedOnElsewhere(String message) {
        super(message);
    }
}
