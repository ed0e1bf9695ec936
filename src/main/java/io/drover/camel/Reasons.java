package io.drover.camel;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import org.apache.camel.InvalidPayloadException;
import org.jspecify.annotations.Nullable;

/** One line for the operator out of whatever was thrown: SQS refuses message attributes with control characters. */
final class Reasons {
    private Reasons() {}

    static String of(@Nullable Throwable problem) {
        if (problem instanceof Failure failure) {
            return Foreign.oneLine(failure.reason());
        }
        if (problem instanceof JacksonException json) {
            // Jackson's own words quote the message, which may hold anything.
            JsonLocation place = json.getLocation();
            return place == null
                    ? "The message is not JSON that Drover can read."
                    : "The message is not JSON that Drover can read: it breaks off or goes wrong at line %d, column %d."
                            .formatted(place.getLineNr(), place.getColumnNr());
        }
        if (problem instanceof InvalidPayloadException) {
            return "The message has no body.";
        }
        return problem == null
                ? "The cause is not known."
                : Foreign.oneLine(problem.getClass().getSimpleName() + ": " + problem.getMessage());
    }

    /**
     * What to do with the message, by the kind of failure.
     *
     * @param wasRead whether the event was understood, so that there is a run
     */
    static String advice(@Nullable Throwable problem, boolean wasRead) {
        if (!(problem instanceof Permanent
                || problem instanceof JacksonException
                || problem instanceof InvalidPayloadException)) {
            return "It was given up after its last delivery: retry it when that works again.";
        }
        return wasRead
                ? "Mend what the reason names, then retry it."
                : "A retry would end the same: correct what sends such events, then drop it.";
    }

    /** At most so many characters, none of them halved. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }
}
