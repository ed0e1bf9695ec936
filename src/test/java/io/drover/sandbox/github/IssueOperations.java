package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Issues: open, list. The list has no pull requests, unlike GitHub's. */
final class IssueOperations {
    private static final String ISSUES = "/repos/{owner}/{repo}/issues";

    private final Issues issues;
    private final IssueJson json;
    private final Urls urls;
    private final Supplier<Account> tokenUser;

    IssueOperations(Issues issues, IssueJson json, Urls urls, Supplier<Account> tokenUser) {
        this.issues = issues;
        this.json = json;
        this.urls = urls;
        this.tokenUser = tokenUser;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", ISSUES, "issues=write", this::open),
                Route.of("GET", ISSUES, "issues=read", this::list));
    }

    private Response open(RestCall call) {
        Repository repository = call.repository();
        if (!repository.hasIssues()) {
            return Answers.error(410, "Issues are disabled for this repo");
        }
        List<String> labels = new ArrayList<>();
        call.body()
                .path("labels")
                .forEach(label -> labels.add(
                        label.isTextual() ? label.asText() : label.path("name").asText()));
        JsonNode title = call.body().path("title");
        if (title.asText().isBlank()) {
            return Answers.invalid("Validation Failed", "Issue", "title", "missing_field", "title is missing");
        }
        StandInIssue opened = issues.open(repository, title.asText(), call.text("body"), labels);
        ObjectNode body = json.of(repository, opened, tokenUser.get());
        return Answers.json(201, body).with("Location", body.path("url").asText());
    }

    /** Switched-off issues are no refusal here: GitHub's description knows 410 of opening only. */
    private Response list(RestCall call) {
        Repository repository = call.repository();
        String state = call.query("state", "open");
        List<StandInIssue> all = !repository.hasIssues()
                ? List.of()
                : issues.all(repository).stream()
                        .filter(one -> state.equals("all") || one.open() == state.equals("open"))
                        .sorted(Comparator.comparing(StandInIssue::number).reversed())
                        .toList();
        Page page = Page.of(call, 30, 100);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        page.of(all).forEach(one -> shown.add(json.of(repository, one, tokenUser.get())));
        return page.link(Answers.json(200, shown), urls, all.size());
    }
}
