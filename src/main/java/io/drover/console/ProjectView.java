package io.drover.console;

import io.drover.console.Links.Link;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project as a line of the board.
 *
 * @param name DataZone's; null until it was asked
 * @param flow id of the route of its newest run, and {@code run} that run's id
 * @param step title of the newest step, null before the first
 * @param attempt 1 at first, one more for each time the run was taken up again
 * @param startedAt when the newest run began
 * @param changedAt when something last happened in it
 * @param deployment the newest one, null when there was none
 * @param differences sentences of the newest comparison with GitHub and AWS; empty when all was as it should be
 * @param checkedAt when that was, null when it was never compared
 */
public record ProjectView(
        String domain,
        String project,
        @Nullable String name,
        Explanation why,
        String flow,
        String run,
        @Nullable String step,
        int attempt,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant endedAt,
        List<RepositoryView> repositories,
        @Nullable DeploymentView deployment,
        List<String> differences,
        @Nullable Instant checkedAt,
        List<Link> links) {
    /**
     * A repository that was filled.
     *
     * @param role {@code build} or {@code deploy}
     * @param template {@code owner/name} of the template repository
     * @param commit of the template
     * @param templateUrl the template as it was at that commit
     * @param behindSince when Drover saw that the template's folder holds something else; null when it does not, or when that is not known
     */
    public record RepositoryView(
            String repository,
            String role,
            String url,
            String template,
            String commit,
            String templateUrl,
            @Nullable Instant behindSince) {}
}
