package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Pull requests in GitHub's JSON. */
final class PullRequestJson {
    private static final List<String> ABSENT =
            List.of("milestone", "assignee", "auto_merge", "merge_commit_sha", "merged_at", "active_lock_reason");

    private static final List<String> COUNTS =
            List.of("additions", "changed_files", "comments", "commits", "deletions", "review_comments");

    private final Urls urls;
    private final RepositoryJson repositories;
    private final AccountJson accounts;
    private final GitContent content;

    PullRequestJson(Urls urls, RepositoryJson repositories, AccountJson accounts, GitContent content) {
        this.urls = urls;
        this.repositories = repositories;
        this.accounts = accounts;
        this.content = content;
    }

    /** As one pull request is shown; it counts nothing and knows of no merge. */
    ObjectNode full(Repository repository, StandInPullRequest one, Account author) throws IOException {
        ObjectNode json = simple(repository, one, author);
        COUNTS.forEach(count -> json.put(count, 0));
        return json.put("merged", false)
                .putNull("mergeable")
                .put("mergeable_state", "unknown")
                .putNull("merged_by")
                .put("maintainer_can_modify", false);
    }

    /** As in a list. */
    ObjectNode simple(Repository repository, StandInPullRequest one, Account author) throws IOException {
        String api = urls.api(repository) + "/pulls/" + one.number();
        String issue = urls.api(repository) + "/issues/" + one.number();
        String page = urls.web(repository) + "/pull/" + one.number();
        long id = repository.id() * 1000 + one.number();
        Map<String, String> links = Map.of(
                "self", api,
                "html", page,
                "issue", issue,
                "comments", issue + "/comments",
                "commits", api + "/commits",
                "statuses", urls.api(repository) + "/statuses/" + head(repository, one.head()),
                "review_comments", api + "/comments",
                "review_comment", urls.api(repository) + "/pulls/comments{/number}");
        ObjectNode json = Answers.object()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("PullRequest", id))
                .put("number", one.number())
                .put("state", one.open() ? "open" : "closed")
                .put("title", one.title())
                .put("body", one.body())
                .put("draft", one.draft())
                .put("locked", false)
                .put("author_association", "MEMBER")
                .put("url", api)
                .put("diff_url", page + ".diff")
                .put("patch_url", page + ".patch")
                .put("created_at", one.createdAt().toString())
                .put("updated_at", one.createdAt().toString())
                .put("closed_at", one.open() ? null : String.valueOf(one.closedAt()));
        links.forEach((name, link) -> {
            if (!name.equals("self")) {
                json.put(name + "_url", link);
            }
            json.withObject("/_links").putObject(name).put("href", link);
        });
        ABSENT.forEach(json::putNull);
        json.set("user", accounts.simple(author));
        List.of("labels", "assignees", "requested_reviewers", "requested_teams").forEach(json::putArray);
        json.set("head", branch(repository, one.head()));
        json.set("base", branch(repository, one.base()));
        return json;
    }

    private ObjectNode branch(Repository repository, String name) throws IOException {
        ObjectNode json = Answers.object()
                .put("label", repository.owner().login() + ":" + name)
                .put("ref", name)
                .put("sha", head(repository, name));
        json.set("user", accounts.simple(repository.owner()));
        json.set("repo", repositories.nested(repository));
        return json;
    }

    private String head(Repository repository, String branch) throws IOException {
        Optional<ObjectId> head = content.head(repository, branch);
        return head.map(ObjectId::name).orElse("");
    }
}
