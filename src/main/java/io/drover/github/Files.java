package io.drover.github;

import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Single small files of a repository's default branch. */
public final class Files {
    private final GitHubHttp http;

    public Files(GitHubHttp http) {
        this.http = http;
    }

    /** The file's bytes; empty when the file, the branch or the repository is not there. At most 1 MB. */
    public CompletableFuture<Optional<byte[]>> find(RepositoryName repository, String path) {
        return http.find(
                        "read %s of %s".formatted(path, repository),
                        "/repos/%s/contents/%s".formatted(repository, path))
                .thenApply(found -> found.map(file ->
                        Base64.getMimeDecoder().decode(file.path("content").asText())));
    }
}
