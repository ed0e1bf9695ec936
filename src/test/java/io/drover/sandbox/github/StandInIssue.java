package io.drover.sandbox.github;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issue, not a pull request.
 *
 * @param number from 1 in each repository; unlike on GitHub pull requests have numbers of their own
 * @param labels their names
 * @param closedAt null while it is open
 */
public record StandInIssue(
        int number,
        String title,
        @Nullable String body,
        List<String> labels,
        Instant createdAt,
        @Nullable Instant closedAt) {
    public boolean open() {
        return closedAt == null;
    }
}
