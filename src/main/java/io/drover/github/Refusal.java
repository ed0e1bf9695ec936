package io.drover.github;

import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer that is no success into the failure that says what to do.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api">Handle rate limit errors</a>
 */
final class Refusal {
    /** "wait for at least one minute before retrying" when GitHub names no time. */
    private static final Duration UNNAMED_LIMIT = Duration.ofMinutes(1);

    private final Clock clock;

    Refusal(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param what the operation and its object, say {@code create repository acme/churn}
     */
    Failure of(String what, Answer answer) {
        String text = "GitHub did not %s: %s (HTTP %d, request %s)."
                .formatted(what, answer.message(), answer.status(), answer.header("X-GitHub-Request-Id"));
        Duration pause = limit(answer);
        if (pause != null) {
            return new RetryLater(text + " A rate limit is reached; Drover goes on after it.", pause, null);
        }
        return switch (answer.status()) {
            case 401 -> new RetryLater(text + " Put a valid token into the secret drover.github.token-secret.");
            case 403 -> new Permanent(text + permissions(answer));
            // GitHub answers 404 and 409 for a while after a repository was made.
            case 404, 409 -> new RetryLater(text + permissions(answer));
            default -> answer.status() >= 500 ? new RetryLater(text) : new Permanent(text);
        };
    }

    private static String permissions(Answer answer) {
        String needed = answer.header("X-Accepted-GitHub-Permissions");
        return needed.isEmpty() ? "" : " The token needs the permission " + needed + ".";
    }

    /** How long to wait when the answer is a rate limit, null when it is not. */
    private @Nullable Duration limit(Answer answer) {
        if (answer.status() != 403 && answer.status() != 429) {
            return null;
        }
        String retryAfter = answer.header("Retry-After");
        if (!retryAfter.isEmpty()) {
            return retryAfter(retryAfter);
        }
        if (answer.header("X-RateLimit-Remaining").equals("0")) {
            return untilReset(answer.header("X-RateLimit-Reset"));
        }
        boolean secondary = answer.status() == 429
                || !answer.header("gh-limited-by").isEmpty()
                || answer.message().toLowerCase(Locale.ROOT).contains("rate limit");
        return secondary ? UNNAMED_LIMIT : null;
    }

    private Duration retryAfter(String value) {
        try {
            return value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : until(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException | NumberFormatException e) {
            return UNNAMED_LIMIT;
        }
    }

    private Duration untilReset(String epochSeconds) {
        try {
            return until(Instant.ofEpochSecond(Long.parseLong(epochSeconds)));
        } catch (NumberFormatException e) {
            return UNNAMED_LIMIT;
        }
    }

    /** One second more, so that the clocks may differ a little. */
    private Duration until(Instant moment) {
        Duration left = Duration.between(clock.instant(), moment).plusSeconds(1);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
