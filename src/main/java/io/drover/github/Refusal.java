package io.drover.github;

import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.time.Clock;
import java.util.Optional;

/**
 * Turns an answer that is no success into the failure that says what to do.
 */
final class Refusal {
    private final Clock clock;

    Refusal(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param what the operation and its object, say {@code create repository acme/churn}
     */
    Failure of(String what, Answer answer) {
        String text = text(what, answer);
        Optional<Limit> limit = Limit.of(answer, clock);
        if (limit.isPresent()) {
            return new RetryLater(
                    text + " A rate limit is reached; Drover goes on after it.",
                    limit.get().pause(),
                    null);
        }
        return switch (answer.status()) {
            case 401 -> new RetryLater(text + " Put a valid token into the secret drover.github.token-secret.");
            case 403 -> new Permanent(text + permissions(answer));
            // GitHub answers 404 and 409 for a while after a repository was made.
            case 404, 409 -> new RetryLater(text + permissions(answer));
            default ->
                answer.status() >= 500
                        ? new RetryLater(text, Limit.retryAfter(answer, clock), null)
                        : new Permanent(text);
        };
    }

    /** What GitHub said, without advice. */
    static String text(String what, Answer answer) {
        return "GitHub did not %s: %s (HTTP %d, request %s)."
                .formatted(what, answer.message(), answer.status(), answer.header("X-GitHub-Request-Id"));
    }

    private static String permissions(Answer answer) {
        String needed = answer.header("X-Accepted-GitHub-Permissions");
        return needed.isEmpty() ? "" : " The token needs the permission " + needed + ".";
    }
}
