package io.drover.camel;

/** Another worker may have taken the run up: this one does nothing more, and the message goes back to its queue. */
public final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLost(String message) {
        super(message);
    }
}
