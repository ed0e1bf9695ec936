package io.drover.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rate limit as an answer tells it.
 *
 * @param pause how long nothing may be asked
 * @param named whether GitHub said how long; a minute otherwise
 * @param secondary whether it is one of the limits that protect GitHub, not the hour's number of requests
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api">Handle rate limit errors</a>
 */
record Limit(Duration pause, boolean named, boolean secondary) {
    /** "wait for at least one minute before retrying" when GitHub names no time. */
    private static final Duration UNNAMED = Duration.ofMinutes(1);

    /** GitHub's longest window is an hour; a time beyond all sense must not break the arithmetic. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /** Empty when the answer is no rate limit. */
    static Optional<Limit> of(Answer answer, Clock clock) {
        if (answer.status() != 403 && answer.status() != 429) {
            return Optional.empty();
        }
        boolean usedUp = answer.header("X-RateLimit-Remaining").equals("0");
        Duration asked = retryAfter(answer, clock);
        if (asked != null) {
            return Optional.of(new Limit(asked, true, !usedUp));
        }
        if (usedUp) {
            Duration reset = untilReset(answer.header("X-RateLimit-Reset"), clock);
            return Optional.of(new Limit(reset == null ? UNNAMED : reset, reset != null, false));
        }
        boolean secondary = answer.status() == 429
                || !answer.header("Retry-After").isEmpty()
                || !answer.header("gh-limited-by").isEmpty()
                || answer.message().toLowerCase(Locale.ROOT).contains("rate limit");
        return secondary ? Optional.of(new Limit(UNNAMED, false, true)) : Optional.empty();
    }

    /** The time that a Retry-After header asks for, in seconds or as a date; null when there is none that can be read. */
    static @Nullable Duration retryAfter(Answer answer, Clock clock) {
        String value = answer.header("Retry-After");
        if (value.isEmpty()) {
            return null;
        }
        try {
            return value.chars().allMatch(Character::isDigit)
                    ? shorter(Duration.ofSeconds(Long.parseLong(value)))
                    : until(
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant(),
                            clock);
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration untilReset(String epochSeconds, Clock clock) {
        try {
            return until(Instant.ofEpochSecond(Long.parseLong(epochSeconds)), clock);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** One second more, so that the clocks may differ a little. */
    private static Duration until(Instant moment, Clock clock) {
        Duration left = Duration.between(clock.instant(), moment).plusSeconds(1);
        return left.isNegative() ? Duration.ZERO : shorter(left);
    }

    private static Duration shorter(Duration asked) {
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }
}
