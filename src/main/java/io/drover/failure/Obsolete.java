package io.drover.failure;

/** What the event was about is gone: its work ends without a result, and nobody has to do anything. */
public final class Obsolete extends Failure {
    private static final long serialVersionUID = 1L;

    public Obsolete(String reason) {
        super(reason, null);
    }
}
