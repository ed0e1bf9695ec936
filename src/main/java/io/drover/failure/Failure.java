package io.drover.failure;

import org.jspecify.annotations.Nullable;

/**
 * Why a step could not do its work, and with that what becomes of the event. The message says what failed, on what, and what to do;
 * it never carries a secret.
 */
public abstract sealed class Failure extends RuntimeException permits Obsolete, Permanent, RetryLater {
    private static final long serialVersionUID = 1L;

    Failure(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** The sentence for the person who has to act; never absent. */
    public final String reason() {
        return String.valueOf(getMessage());
    }
}
