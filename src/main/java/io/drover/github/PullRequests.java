package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.RetryLater;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Pull requests between two branches of one repository.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls">Pull requests</a>
 */
public final class PullRequests {
    private final GitHubHttp http;

    public PullRequests(GitHubHttp http) {
        this.http = http;
    }

    /** The open one that brings {@code head} into {@code base}; empty when there is none. GitHub allows one at most. */
    public CompletableFuture<Optional<PullRequest>> findOpen(RepositoryName repository, String head, String base) {
        return http.send(
                        "look for a pull request from %s to %s in %s".formatted(head, base, repository),
                        "GET",
                        "/repos/%s/pulls?state=open&head=%s&base=%s"
                                .formatted(
                                        repository,
                                        Paths.segment(repository.owner() + ":" + head),
                                        Paths.segment(base)),
                        null)
                .thenApply(answer -> answer.json().isEmpty()
                        ? Optional.empty()
                        : Optional.of(pullRequest(answer.json().path(0))));
    }

    /**
     * Opens a pull request, or finds the one that is open already and leaves it as it is. GitHub notifies the people who watch the
     * repository. Fails for ever when {@code head} has no commit that {@code base} lacks.
     *
     * @param head branch with the changes
     * @param body Markdown
     */
    public CompletableFuture<PullRequest> ensureOpen(
            RepositoryName repository, String head, String base, String title, String body) {
        String what = "open a pull request from %s to %s in %s".formatted(head, base, repository);
        return http.exchange(
                        what,
                        "POST",
                        "/repos/%s/pulls".formatted(repository),
                        Map.of("head", head, "base", base, "title", title, "body", body))
                .thenCompose(answer -> {
                    if (answer.status() == 422 && answer.message().contains("pull request already exists")) {
                        return findOpen(repository, head, base)
                                .thenApply(found -> found.orElseThrow(() -> new RetryLater(
                                        http.refused(what, answer).reason() + " It was closed meanwhile.")));
                    }
                    return CompletableFuture.completedFuture(
                            pullRequest(http.require(what, answer).json()));
                });
    }

    private static PullRequest pullRequest(JsonNode json) {
        return new PullRequest(
                json.path("number").asInt(),
                json.path("title").asText(),
                json.path("html_url").asText());
    }
}
