package io.drover.github;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

/** Commits of a repository. */
public final class Commits {
    private final GitHubHttp http;

    Commits(GitHubHttp http) {
        this.http = http;
    }

    /**
     * One commit.
     *
     * @param id 40 hex digits
     * @param author name as git has it
     */
    public record Commit(String id, String message, String author) {}

    /** The newest commits of a branch, newest first, at most 30; free of GitHub's primary limit while nothing has changed. */
    public CompletableFuture<List<Commit>> newest(RepositoryName repository, String branch) {
        return http.send(
                        "list the commits of " + repository,
                        "GET",
                        "/repos/%s/commits?sha=%s&per_page=30".formatted(repository, Paths.segment(branch)),
                        null)
                .thenApply(answer -> StreamSupport.stream(answer.json().spliterator(), false)
                        .map(commit -> new Commit(
                                commit.path("sha").asText(),
                                commit.path("commit").path("message").asText(),
                                commit.path("commit")
                                        .path("author")
                                        .path("name")
                                        .asText()))
                        .toList());
    }
}
