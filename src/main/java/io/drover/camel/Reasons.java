package io.drover.camel;

import com.fasterxml.jackson.core.JacksonException;
import io.drover.failure.Failure;
import org.apache.camel.InvalidPayloadException;
import org.jspecify.annotations.Nullable;

/** One sentence for the operator out of whatever was thrown. */
final class Reasons {
    private Reasons() {}

    static String of(@Nullable Throwable problem) {
        if (problem instanceof Failure failure) {
            return printable(failure.reason());
        }
        if (problem instanceof JacksonException json) {
            return printable("The message is not JSON that Drover can read: " + json.getOriginalMessage());
        }
        if (problem instanceof InvalidPayloadException) {
            return "The message has no body.";
        }
        return problem == null
                ? "The cause is not known."
                : printable(problem.getClass().getSimpleName() + ": " + problem.getMessage());
    }

    /** SQS refuses message attributes with control characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
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
