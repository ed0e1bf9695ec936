package io.drover.sandbox.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a request.
 *
 * @param response sent instead of the real answer; null cuts the connection without an answer
 * @param afterwards whether the request was carried out before the fault shows
 * @param delay before the answer
 */
public record Fault(@Nullable Response response, boolean afterwards, Duration delay) {
    public static Fault instead(Response response) {
        return new Fault(response, false, Duration.ZERO);
    }

    public static Fault cutBefore() {
        return new Fault(null, false, Duration.ZERO);
    }

    public static Fault cutAfter() {
        return new Fault(null, true, Duration.ZERO);
    }
}
