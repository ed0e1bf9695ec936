package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Workflows and their runs in GitHub's JSON. */
final class WorkflowRunJson {
    /** Fields {@code <name>_url} that are the run's own address and this. */
    private static final List<String> LINKS = List.of("jobs", "logs", "artifacts", "cancel", "rerun");

    private final Urls urls;
    private final RepositoryJson repositories;
    private final AccountJson accounts;
    private final Accounts known;
    private final WorkflowFiles files;

    WorkflowRunJson(Urls urls, RepositoryJson repositories, AccountJson accounts, Accounts known, WorkflowFiles files) {
        this.urls = urls;
        this.repositories = repositories;
        this.accounts = accounts;
        this.known = known;
        this.files = files;
    }

    String url(DispatchedRun run) {
        return urls.api(run.origin().repository()) + "/actions/runs/"
                + run.origin().id();
    }

    String page(DispatchedRun run) {
        return urls.web(run.origin().repository()) + "/actions/runs/"
                + run.origin().id();
    }

    ObjectNode workflow(Repository repository, String path, WorkflowFile file) {
        long id = files.id(repository, path);
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Answers.object()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("Workflow", id))
                .put("name", file.name())
                .put("path", path)
                .put("state", "active")
                .put("created_at", repository.createdAt().toString())
                .put("updated_at", repository.pushedAt().toString())
                .put("url", urls.api(repository) + "/actions/workflows/" + id)
                .put("html_url", urls.web(repository) + "/blob/" + repository.defaultBranch() + "/" + path)
                .put("badge_url", urls.web(repository) + "/actions/workflows/" + name + "/badge.svg");
    }

    ObjectNode run(DispatchedRun run, DispatchedRun.State state) throws IOException {
        DispatchedRun.Origin origin = run.origin();
        Repository repository = origin.repository();
        long workflow = files.id(repository, origin.path());
        ObjectNode json = Answers.object()
                .put("id", origin.id())
                .put("name", origin.name())
                .put("node_id", AccountJson.nodeId("WorkflowRun", origin.id()))
                .put("check_suite_id", origin.id())
                .put("head_branch", origin.branch())
                .put("head_sha", origin.headSha())
                .put("path", origin.path())
                .put("display_title", origin.title())
                .put("run_number", origin.number())
                .put("run_attempt", 1)
                .put("event", DispatchedRun.EVENT)
                .put("status", state.step().status())
                .put("conclusion", state.step().conclusion())
                .put("workflow_id", workflow)
                .put("url", url(run))
                .put("html_url", page(run))
                .put("created_at", origin.created().toString())
                .put("updated_at", state.since().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("run_started_at", origin.created().toString())
                .put("check_suite_url", urls.api(repository) + "/check-suites/" + origin.id())
                .put("workflow_url", urls.api(repository) + "/actions/workflows/" + workflow)
                .putNull("previous_attempt_url");
        LINKS.forEach(link -> json.put(link + "_url", url(run) + "/" + link));
        json.putArray("pull_requests");
        json.putArray("referenced_workflows");
        json.set("actor", accounts.simple(origin.actor()));
        json.set("triggering_actor", accounts.simple(origin.actor()));
        json.set("head_commit", commit(repository, origin.headSha()));
        json.set("repository", repositories.nested(repository));
        json.set("head_repository", repositories.nested(repository));
        return json;
    }

    /** Who may approve; empty unless the run waits. */
    ArrayNode pendingDeployments(DispatchedRun run, DispatchedRun.State state) {
        ArrayNode pending = JsonNodeFactory.instance.arrayNode();
        String name = state.step().environment();
        if (name == null) {
            return pending;
        }
        Repository repository = run.origin().repository();
        ObjectNode deployment = pending.addObject();
        deployment
                .putObject("environment")
                .put("id", run.origin().id())
                .put("node_id", AccountJson.nodeId("Environment", run.origin().id()))
                .put("name", name)
                .put("url", urls.api(repository) + "/environments/" + name)
                .put("html_url", urls.web(repository) + "/deployments/activity_log?environments_filter=" + name);
        deployment.put("wait_timer", 0).putNull("wait_timer_started_at").put("current_user_can_approve", false);
        ArrayNode reviewers = deployment.putArray("reviewers");
        for (String login : state.step().reviewers()) {
            reviewers.addObject().put("type", "User").set("reviewer", accounts.simple(known.get(login)));
        }
        return pending;
    }

    private static ObjectNode commit(Repository repository, String sha) throws IOException {
        try (RevWalk walk = new RevWalk(repository.git())) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
            ObjectNode json = Answers.object()
                    .put("id", sha)
                    .put("tree_id", commit.getTree().name())
                    .put("message", commit.getFullMessage().stripTrailing())
                    .put(
                            "timestamp",
                            commit.getCommitterIdent().getWhenAsInstant().toString());
            json.set("author", person(commit.getAuthorIdent()));
            json.set("committer", person(commit.getCommitterIdent()));
            return json;
        }
    }

    private static ObjectNode person(PersonIdent person) {
        return Answers.object().put("name", person.getName()).put("email", person.getEmailAddress());
    }
}
