package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Issues that Drover opens; those of people it leaves alone.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/issues">Issues</a>
 */
public final class Issues {
    private final GitHubHttp http;
    private final Pages pages;

    public Issues(GitHubHttp http) {
        this.http = http;
        this.pages = new Pages(http);
    }

    /**
     * Opens an issue, or finds the open one of this title that Drover wrote about the same subject and leaves it as it is. A closed one does
     * not count. Two calls at the same moment may open two. GitHub notifies the people who watch the repository. Fails for ever when the
     * repository's issues are switched off.
     *
     * @param subject by which Drover finds its issue again; kept in a comment of the body that the site does not show
     * @param title at least one character, no line breaks
     * @param body Markdown
     * @param labels left out by GitHub when the token may not push to the repository
     */
    public CompletableFuture<Issue> ensureOpen(
            RepositoryName repository, String subject, String title, String body, Set<String> labels) {
        return findOpen(repository, subject, title)
                .thenCompose(found -> found.isPresent()
                        ? CompletableFuture.completedFuture(found.get())
                        : open(repository, subject, title, body, labels));
    }

    /** GitHub lists pull requests among the issues; none of them has the mark. */
    private CompletableFuture<Optional<Issue>> findOpen(RepositoryName repository, String subject, String title) {
        return pages.all(
                        "list the open issues of " + repository,
                        "/repos/%s/issues?state=open".formatted(repository),
                        "",
                        100)
                .thenApply(issues -> issues.stream()
                        .filter(issue -> issue.path("title").asText().equals(title))
                        .filter(issue -> issue.path("body").asText().contains(mark(subject)))
                        .map(Issues::issue)
                        .findFirst());
    }

    private CompletableFuture<Issue> open(
            RepositoryName repository, String subject, String title, String body, Set<String> labels) {
        String what = "open the issue '%s' in %s".formatted(Foreign.shown(title), repository);
        Map<String, Object> wanted = Map.of("title", title, "body", body + "\n\n" + mark(subject), "labels", labels);
        return http.exchange(what, "POST", "/repos/%s/issues".formatted(repository), wanted)
                .thenApply(answer -> {
                    if (answer.status() == 410) {
                        throw new Permanent(http.refused(what, answer).reason()
                                + " Switch the issues on in the settings of %s.".formatted(repository));
                    }
                    return issue(http.require(what, answer).json());
                });
    }

    /** Encoded, so that nothing in it ends the comment. */
    private static String mark(String subject) {
        return "<!-- drover: " + Paths.segment(subject) + " -->";
    }

    private static Issue issue(JsonNode json) {
        return new Issue(
                json.path("number").asInt(),
                json.path("title").asText(),
                json.path("html_url").asText());
    }
}
