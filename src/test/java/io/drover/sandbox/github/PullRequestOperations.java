package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/** Pull requests between branches of one repository: open, list. */
final class PullRequestOperations {
    private static final String PULLS = "/repos/{owner}/{repo}/pulls";

    private final PullRequests pullRequests;
    private final PullRequestJson json;
    private final Urls urls;
    private final Supplier<Account> tokenUser;

    PullRequestOperations(PullRequests pullRequests, PullRequestJson json, Urls urls, Supplier<Account> tokenUser) {
        this.pullRequests = pullRequests;
        this.json = json;
        this.urls = urls;
        this.tokenUser = tokenUser;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", PULLS, "pull_requests=write", this::open),
                Route.of("GET", PULLS, "pull_requests=read", this::list));
    }

    private Response open(RestCall call) throws IOException {
        Repository repository = call.repository();
        String owner = repository.owner().login();
        String head = withoutOwner(repository, call.text("head", ""));
        String base = call.text("base", "");
        ObjectId from = Refs.commit(repository, Constants.R_HEADS + head);
        ObjectId to = Refs.commit(repository, Constants.R_HEADS + base);
        if (from == null || to == null) {
            return invalid(from == null ? "head" : "base");
        }
        if (contains(repository, to, from)) {
            return refused("No commits between %s and %s".formatted(base, head));
        }
        Optional<StandInPullRequest> opened = pullRequests.open(
                repository,
                call.text("title", ""),
                call.text("body"),
                head,
                base,
                call.body().path("draft").asBoolean());
        if (opened.isEmpty()) {
            return refused("A pull request already exists for %s:%s.".formatted(owner, head));
        }
        ObjectNode body = json.full(repository, opened.get(), tokenUser.get());
        return Answers.json(201, body).with("Location", body.path("url").asText());
    }

    private Response list(RestCall call) throws IOException {
        Repository repository = call.repository();
        String state = call.query("state", "open");
        String head = call.query("head", "");
        // GitHub leaves a head without an owner unnoticed.
        boolean byHead = head.contains(":");
        String base = call.query("base", "");
        List<StandInPullRequest> all = pullRequests.all(repository).stream()
                .filter(one -> state.equals("all") || one.open() == state.equals("open"))
                .filter(one -> !byHead || head.equals(repository.owner().login() + ":" + one.head()))
                .filter(one -> base.isEmpty() || base.equals(one.base()))
                .sorted(Comparator.comparing(StandInPullRequest::number).reversed())
                .toList();
        Page page = Page.of(call, 30, 100);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (StandInPullRequest one : page.of(all)) {
            shown.add(json.simple(repository, one, tokenUser.get()));
        }
        return page.link(Answers.json(200, shown), urls, all.size());
    }

    private static boolean contains(Repository repository, ObjectId base, ObjectId head) throws IOException {
        try (RevWalk walk = new RevWalk(repository.git())) {
            return walk.isMergedInto(walk.parseCommit(head), walk.parseCommit(base));
        }
    }

    private static String withoutOwner(Repository repository, String head) {
        String prefix = repository.owner().login() + ":";
        return head.startsWith(prefix) ? head.substring(prefix.length()) : head;
    }

    private static Response invalid(String field) {
        return Answers.invalid("Validation Failed", "PullRequest", field, "invalid", field + " is invalid");
    }

    private static Response refused(String detail) {
        return Answers.invalid("Validation Failed", "PullRequest", "base", "custom", detail);
    }
}
