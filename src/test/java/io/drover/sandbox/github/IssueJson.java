package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Issues in GitHub's JSON. */
final class IssueJson {
    private static final List<String> ABSENT =
            List.of("milestone", "assignee", "closed_by", "state_reason", "active_lock_reason");

    private final Urls urls;
    private final AccountJson accounts;

    IssueJson(Urls urls, AccountJson accounts) {
        this.urls = urls;
        this.accounts = accounts;
    }

    /** The same alone and in a list. */
    ObjectNode of(Repository repository, StandInIssue issue, Account author) {
        String api = urls.api(repository) + "/issues/" + issue.number();
        long id = repository.id() * 1000 + issue.number();
        ObjectNode json = Answers.object()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("Issue", id))
                .put("number", issue.number())
                .put("state", issue.open() ? "open" : "closed")
                .put("title", issue.title())
                .put("body", issue.body())
                .put("locked", false)
                .put("comments", 0)
                .put("author_association", "MEMBER")
                .put("url", api)
                .put("repository_url", urls.api(repository))
                .put("labels_url", api + "/labels{/name}")
                .put("comments_url", api + "/comments")
                .put("events_url", api + "/events")
                .put("html_url", urls.web(repository) + "/issues/" + issue.number())
                .put("created_at", issue.createdAt().toString())
                .put("updated_at", issue.createdAt().toString())
                .put("closed_at", issue.open() ? null : String.valueOf(issue.closedAt()));
        ABSENT.forEach(json::putNull);
        json.set("user", accounts.simple(author));
        json.putArray("assignees");
        ArrayNode labels = json.putArray("labels");
        issue.labels().forEach(label -> labels.add(label(repository, label)));
        return json;
    }

    private ObjectNode label(Repository repository, String name) {
        long id = Math.abs((long) (repository.fullName() + name).hashCode());
        return Answers.object()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("Label", id))
                .put("url", urls.api(repository) + "/labels/" + name)
                .put("name", name)
                .putNull("description")
                .put("color", "ededed")
                .put("default", false);
    }
}
