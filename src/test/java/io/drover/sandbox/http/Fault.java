package io.drover.sandbox.http;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a request.
 *
 * @param response sent instead of the real answer; null for the real one
 * @param afterwards whether the request was carried out before the fault shows
 * @param delay before the request is carried out
 * @param part how much of the answer the client gets
 * @param witness sees the real answer of a request that was carried out, before the client gets any of it
 */
public record Fault(
        @Nullable Response response, boolean afterwards, Duration delay, Part part, Consumer<Response> witness) {
    /** How much of an answer is sent. */
    public enum Part {
        ALL,
        /** The whole head with its Content-Length, half of the body; of an answer without a body nothing. */
        HALF,
        NOTHING
    }

    public Fault {
        if (response == null && !afterwards && part != Part.NOTHING) {
            throw new IllegalArgumentException("Without being carried out a request has no answer of its own");
        }
    }

    private Fault(@Nullable Response response, boolean afterwards, Duration delay, Part part) {
        this(response, afterwards, delay, part, answer -> {});
    }

    public static Fault instead(Response response) {
        return new Fault(response, false, Duration.ZERO, Part.ALL);
    }

    /** The request is carried out, and the client is told this nevertheless. */
    public static Fault insteadAfter(Response response) {
        return new Fault(response, true, Duration.ZERO, Part.ALL);
    }

    public static Fault cutBefore() {
        return new Fault(null, false, Duration.ZERO, Part.NOTHING);
    }

    public static Fault cutAfter() {
        return new Fault(null, true, Duration.ZERO, Part.NOTHING);
    }

    /** As {@link #cutAfter()}; the witness does something between what was done and the cut. */
    public static Fault cutAfter(Consumer<Response> witness) {
        return new Fault(null, true, Duration.ZERO, Part.NOTHING, witness);
    }

    /** The real answer, once the witness has seen it. */
    public static Fault watched(Consumer<Response> witness) {
        return new Fault(null, true, Duration.ZERO, Part.ALL, witness);
    }

    /** Half of this answer; the request is not carried out. */
    public static Fault halfBefore(Response response) {
        return new Fault(response, false, Duration.ZERO, Part.HALF);
    }

    /** The request is carried out; half of its answer arrives. */
    public static Fault halfAfter() {
        return new Fault(null, true, Duration.ZERO, Part.HALF);
    }

    /** The real answer, late: the request is carried out after the delay. */
    public static Fault slow(Duration delay) {
        return new Fault(null, true, delay, Part.ALL);
    }
}
