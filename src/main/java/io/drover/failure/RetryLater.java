package io.drover.failure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The same step can succeed later: it is tried again after {@link #pause()}, then by the queue's redelivery. */
public final class RetryLater extends Failure {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration pause;

    public RetryLater(String reason) {
        this(reason, null, null);
    }

    /**
     * @param pause how long the other side asked to wait, absent when it did not say
     */
    public RetryLater(String reason, @Nullable Duration pause, @Nullable Throwable cause) {
        super(reason, cause);
        this.pause = pause;
    }

    /** How long the other side asked to wait; null means: Drover's own backoff. */
    public @Nullable Duration pause() {
        return pause;
    }
}
