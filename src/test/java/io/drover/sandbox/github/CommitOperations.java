package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** The commits of a repository, which Camel's {@code github:commit} consumer polls through egit's client. */
final class CommitOperations {
    private static final String COMMITS = "/repos/{owner}/{repo}/commits";

    private final GitContent content;
    private final CommitJson json;
    private final Urls urls;

    CommitOperations(GitContent content, CommitJson json, Urls urls) {
        this.content = content;
        this.json = json;
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.undescribed("GET", COMMITS, "contents=read", this::list),
                Route.undescribed("GET", COMMITS + "/{ref}", "contents=read", this::get));
    }

    private Response list(RestCall call) throws IOException {
        Repository repository = call.repository();
        if (Refs.isEmpty(repository)) {
            return Refusals.emptyRepository();
        }
        ObjectId from = Refs.commit(repository, call.query("sha", repository.defaultBranch()));
        if (from == null) {
            return Answers.notFound();
        }
        List<RevCommit> all = content.history(repository, from);
        Page page = Page.of(call, 30, 100);
        ArrayNode commits = JsonNodeFactory.instance.arrayNode();
        page.of(all).forEach(commit -> commits.add(json.summary(repository, commit)));
        return page.link(Answers.json(200, commits), urls, all.size());
    }

    private Response get(RestCall call) throws IOException {
        Repository repository = call.repository();
        if (Refs.isEmpty(repository)) {
            return Refusals.emptyRepository();
        }
        ObjectId id = Refs.commit(repository, call.variable("ref"));
        return id == null
                ? Answers.error(422, "No commit found for SHA: " + call.variable("ref"))
                : Answers.json(200, json.full(repository, id));
    }
}
