package io.drover.sandbox.github;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pull request between two branches of one repository.
 *
 * @param number from 1 in each repository
 * @param closedAt null while it is open
 */
public record StandInPullRequest(
        int number,
        String title,
        @Nullable String body,
        String head,
        String base,
        boolean draft,
        Instant createdAt,
        @Nullable Instant closedAt) {
    public boolean open() {
        return closedAt == null;
    }
}
