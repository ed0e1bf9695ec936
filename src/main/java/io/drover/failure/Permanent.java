package io.drover.failure;

/** Trying again cannot help: the event goes to the dead letters at once, with this reason. */
public final class Permanent extends Failure {
    private static final long serialVersionUID = 1L;

    public Permanent(String reason) {
        super(reason, null);
    }

    public Permanent(String reason, Throwable cause) {
        super(reason, cause);
    }
}
