package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Workflow runs: list, look, who may approve, cancel. */
final class WorkflowRunOperations {
    private static final String ACTIONS = "/repos/{owner}/{repo}/actions";
    private static final String RUN = ACTIONS + "/runs/{run_id}";

    private final WorkflowFiles files;
    private final WorkflowRuns runs;
    private final WorkflowRunJson json;
    private final Urls urls;

    WorkflowRunOperations(WorkflowFiles files, WorkflowRuns runs, WorkflowRunJson json, Urls urls) {
        this.files = files;
        this.runs = runs;
        this.json = json;
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", ACTIONS + "/workflows/{workflow_id}/runs", "actions=read", this::listOfWorkflow),
                Route.undescribed("GET", ACTIONS + "/runs", "actions=read", call -> list(call, run -> true)),
                Route.of("GET", RUN, "actions=read", this::get),
                Route.undescribed("GET", RUN + "/pending_deployments", "actions=read", this::pendingDeployments),
                Route.undescribed("POST", RUN + "/cancel", "actions=write", this::cancel));
    }

    private Response listOfWorkflow(RestCall call) throws IOException {
        Optional<String> path = files.find(call.repository(), call.variable("workflow_id"));
        return path.isEmpty()
                ? Answers.notFound()
                : list(call, run -> run.origin().path().equals(path.get()));
    }

    private Response list(RestCall call, Predicate<DispatchedRun> of) throws IOException {
        List<DispatchedRun> all = runs.of(call.repository()).stream()
                .filter(of)
                .filter(run -> matches(call, "event", DispatchedRun.EVENT))
                .filter(run -> matches(call, "branch", run.origin().branch()))
                .filter(run -> matches(call, "head_sha", run.origin().headSha()))
                .filter(run -> matchesStatus(call, runs.state(run).step()))
                .filter(run -> matchesCreated(call, run.origin().created()))
                .sorted(Comparator.comparingLong(
                                (DispatchedRun run) -> run.origin().id())
                        .reversed())
                .toList();
        Page page = Page.of(call, 30, 100);
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        for (DispatchedRun run : page.of(all)) {
            shown.add(json.run(run, runs.state(run)));
        }
        ObjectNode body = Answers.object().put("total_count", all.size());
        body.set("workflow_runs", shown);
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private Response get(RestCall call) throws IOException {
        Optional<DispatchedRun> run = find(call);
        return run.isEmpty() ? Answers.notFound() : Answers.json(200, json.run(run.get(), runs.state(run.get())));
    }

    private Response pendingDeployments(RestCall call) {
        return find(call)
                .map(run -> Answers.json(200, json.pendingDeployments(run, runs.state(run))))
                .orElseGet(Answers::notFound);
    }

    private Response cancel(RestCall call) {
        Optional<DispatchedRun> run = find(call);
        if (run.isEmpty()) {
            return Answers.notFound();
        }
        return runs.cancel(run.get())
                ? Answers.json(202, Answers.object())
                : Answers.error(409, "Cannot cancel a workflow run that is completed.");
    }

    private Optional<DispatchedRun> find(RestCall call) {
        return runs.of(call.repository()).stream()
                .filter(run -> String.valueOf(run.origin().id()).equals(call.variable("run_id")))
                .findFirst();
    }

    private static boolean matches(RestCall call, String parameter, String value) {
        return call.query(parameter, value).equals(value);
    }

    /** The parameter names a status or a conclusion. */
    private static boolean matchesStatus(RestCall call, RunStep step) {
        String wanted = call.query("status", step.status());
        return wanted.equals(step.status()) || wanted.equals(step.conclusion());
    }

    /** Of GitHub's search syntax for dates only what the client needs. */
    private static boolean matchesCreated(RestCall call, Instant created) {
        String wanted = call.query("created", "");
        if (wanted.isEmpty()) {
            return true;
        }
        if (!wanted.startsWith(">=")) {
            throw new IllegalArgumentException("The stand-in knows created=>=TIME only, not " + wanted);
        }
        return !created.isBefore(Instant.parse(wanted.substring(2)));
    }
}
