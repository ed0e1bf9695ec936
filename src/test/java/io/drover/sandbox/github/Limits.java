package io.drover.sandbox.github;

import io.drover.sandbox.http.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * GitHub's answers to too many requests, in all forms that were recorded. Status, message and headers are those of the sessions in
 * hub4j/github-api (AbuseLimitHandlerTest, RateLimitHandlerTest; MIT, see contracts/github/NOTICE.md), where not said otherwise.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits for the REST API</a>
 */
public final class Limits {
    private static final String SECONDARY =
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String LIMITED_BY = "search-elapsed-time-shared-grouped";

    /** While requests are left nobody should wait for the reset; who does it nevertheless is found out. */
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private Limits() {}

    /** 429 with Retry-After in seconds. */
    public static Response tooManyRequests(int seconds) {
        return limited(429).with("Retry-After", String.valueOf(seconds));
    }

    /** 429 with Retry-After as an HTTP date. */
    public static Response tooManyRequests(Instant until) {
        return limited(429).with("Retry-After", HTTP_DATE.format(until));
    }

    /** 429 that names no time; the header says only what kind of limit it is. */
    public static Response tooManyRequests() {
        return limited(429).with("gh-limited-by", LIMITED_BY);
    }

    /** 403 with Retry-After, though much of the primary limit is left. */
    public static Response secondary(int seconds) {
        return limited(403).with("Retry-After", String.valueOf(seconds));
    }

    /** 403 that only its text tells from a missing permission. */
    public static Response secondaryByText() {
        return limited(403);
    }

    /** 403 that only the header {@code gh-limited-by} tells from a missing permission; the text is that of the missing permission. */
    public static Response secondaryByHeader() {
        return budget(Answers.error(403, "Must have push access to repository"), 4000, FAR)
                .with("gh-limited-by", LIMITED_BY);
    }

    /** 403 when the hour's requests are used up; the message is that of GitHub's documentation. */
    public static Response primary(Instant reset) {
        return budget(Answers.error(403, "API rate limit exceeded for user ID 1."), 0, reset);
    }

    private static Response limited(int status) {
        return budget(Answers.error(status, SECONDARY), 4000, FAR);
    }

    private static Response budget(Response response, int remaining, Instant reset) {
        return response.with("X-RateLimit-Limit", "5000")
                .with("X-RateLimit-Remaining", String.valueOf(remaining))
                .with("X-RateLimit-Used", String.valueOf(5000 - remaining))
                .with("X-RateLimit-Reset", String.valueOf(reset.getEpochSecond()))
                .with("X-RateLimit-Resource", "core")
                .with("X-GitHub-Request-Id", "CC37:2605:3F982:4E949:5E3C5BFC");
    }
}
