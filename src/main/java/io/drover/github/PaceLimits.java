package io.drover.github;

import java.time.Duration;

/**
 * How fast Drover may go on GitHub. Several processes with one token share GitHub's limits: give each its part.
 *
 * @param concurrency most requests at once; GitHub allows 100
 * @param pointsPerMinute a read is 1, a write 5; GitHub allows 900
 * @param creationsPerMinute GitHub allows 80
 * @param creationsPerHour GitHub allows 500
 * @param spacing between two requests that notify people
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits</a>
 */
public record PaceLimits(
        int concurrency, int pointsPerMinute, int creationsPerMinute, int creationsPerHour, Duration spacing) {}
