package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Failure;
import io.drover.failure.RetryLater;
import io.drover.failure.Unwrapped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Workflows of a repository: start one, find its runs, see how a run goes. A workflow is named by its file below
 * {@code .github/workflows}.
 *
 * @see <a href="https://docs.github.com/en/rest/actions/workflows">Workflows</a>
 * @see <a href="https://docs.github.com/en/rest/actions/workflow-runs">Workflow runs</a>
 */
public final class Workflows {
    /** The most that GitHub gives in one page. */
    private static final int MOST_RUNS = 100;

    private final GitHubHttp http;
    private final AtomicBoolean tellsRun;

    /**
     * @param tellsRun whether the server knows {@code return_run_details}; it does until it refuses the field
     */
    Workflows(GitHubHttp http, AtomicBoolean tellsRun) {
        this.http = http;
        this.tellsRun = tellsRun;
    }

    /**
     * Starts the workflow. Not idempotent, and never sent again when it may have been carried out: see {@link Dispatch.Unknown}. When
     * it fails, GitHub certainly started nothing.
     *
     * @param ref branch or tag that the run is to use; the workflow must be on the default branch, too
     * @param inputs only names that {@link #file} knows: GitHub refuses others; at most 25, on GitHub Enterprise Server 3.17
     *     at most 10
     */
    public CompletableFuture<Dispatch> dispatch(
            RepositoryName repository, String workflow, String ref, Map<String, String> inputs) {
        boolean asksForRun = tellsRun.get();
        String what = "start workflow %s of %s on %s".formatted(workflow, repository, ref);
        Map<String, Object> body = new HashMap<>(Map.of("ref", ref, "inputs", inputs));
        if (asksForRun) {
            body.put("return_run_details", true);
        }
        return http.exchange(what, "POST", workflowPath(repository, workflow) + "/dispatches", body)
                .thenCompose(answer -> {
                    if (asksForRun && answer.status() == 422 && answer.message().contains("return_run_details")) {
                        // GitHub Enterprise Server up to 3.19 does not permit the key. It started nothing.
                        tellsRun.set(false);
                        return dispatch(repository, workflow, ref, inputs);
                    }
                    return CompletableFuture.completedFuture(judged(what, answer));
                })
                .exceptionallyCompose(problem -> unanswered(problem)
                        .<CompletableFuture<Dispatch>>map(
                                failure -> CompletableFuture.completedFuture(new Dispatch.Unknown(failure)))
                        .orElseGet(() -> CompletableFuture.failedFuture(problem)));
    }

    private Dispatch judged(String what, Answer answer) {
        if (answer.ok()) {
            JsonNode run = answer.json().path("workflow_run_id");
            return new Dispatch.Accepted(run.isIntegralNumber() ? OptionalLong.of(run.asLong()) : OptionalLong.empty());
        }
        Failure refused = http.refused(what, answer);
        if (answer.status() >= 500) {
            // "Failed to run workflow dispatch" (500) was seen with a run and without one.
            return new Dispatch.Unknown(refused);
        }
        // GitHub reads a new workflow file a while after the push; until then it knows no workflow (404) or no trigger.
        boolean early = answer.status() == 422 && answer.message().contains("'workflow_dispatch' trigger");
        throw early ? new RetryLater(refused.reason()) : refused;
    }

    /** The failure when the request was sent and no answer came; empty when there is an answer or nothing was sent. */
    private static Optional<Failure> unanswered(Throwable problem) {
        Throwable failure = Unwrapped.cause(problem);
        boolean sent = failure instanceof Failure
                && failure.getCause() instanceof IOException cause
                && !(cause instanceof ConnectException)
                && !(cause instanceof HttpConnectTimeoutException);
        return sent && failure instanceof Failure known ? Optional.of(known) : Optional.empty();
    }

    /**
     * Runs of the workflow, newest first, at most 100. A run shows up here seconds after its dispatch.
     *
     * @param event what started them, say {@code workflow_dispatch}
     * @param since only runs created then or later, by GitHub's clock, to the second
     */
    public CompletableFuture<List<WorkflowRun>> runs(
            RepositoryName repository, String workflow, String event, Instant since) {
        String query = "?event=%s&created=%s&per_page=%d"
                .formatted(
                        Paths.segment(event), Paths.segment(">=" + since.truncatedTo(ChronoUnit.SECONDS)), MOST_RUNS);
        return http.send(
                        "list the runs of workflow %s of %s".formatted(workflow, repository),
                        "GET",
                        workflowPath(repository, workflow) + "/runs" + query,
                        null)
                .thenApply(answer -> {
                    List<WorkflowRun> runs = new ArrayList<>();
                    answer.json().path("workflow_runs").forEach(run -> runs.add(run(run)));
                    return runs;
                });
    }

    /** How a run stands now. */
    public CompletableFuture<WorkflowRun> run(RepositoryName repository, long id) {
        return http.send(
                        "read workflow run %d of %s".formatted(id, repository),
                        "GET",
                        "/repos/%s/actions/runs/%d".formatted(repository, id),
                        null)
                .thenApply(answer -> run(answer.json()));
    }

    /** Who has to approve before the run goes on; empty when it waits for nobody. */
    public CompletableFuture<List<PendingApproval>> pendingApprovals(RepositoryName repository, long runId) {
        return http.send(
                        "read who may approve workflow run %d of %s".formatted(runId, repository),
                        "GET",
                        "/repos/%s/actions/runs/%d/pending_deployments".formatted(repository, runId),
                        null)
                .thenApply(answer -> {
                    List<PendingApproval> pending = new ArrayList<>();
                    answer.json().forEach(deployment -> pending.add(pendingApproval(repository, deployment)));
                    return pending;
                });
    }

    /**
     * The workflow's file on this branch or tag; empty when the file, the branch or the repository is not there. Fails for ever when it
     * is no workflow that can be dispatched.
     */
    public CompletableFuture<Optional<WorkflowFile>> file(RepositoryName repository, String workflow, String ref) {
        String path = ".github/workflows/" + workflow;
        return http.find(
                        "read %s of %s on %s".formatted(path, repository, ref),
                        "/repos/%s/contents/.github/workflows/%s?ref=%s"
                                .formatted(repository, Paths.segment(workflow), Paths.segment(ref)))
                .thenApply(found -> found.map(file -> WorkflowFile.read(
                        Base64.getMimeDecoder().decode(file.path("content").asText()), path + " of " + repository)));
    }

    private static PendingApproval pendingApproval(RepositoryName repository, JsonNode deployment) {
        List<String> reviewers = new ArrayList<>();
        for (JsonNode each : deployment.path("reviewers")) {
            JsonNode reviewer = each.path("reviewer");
            reviewers.add(
                    each.path("type").asText().equals("Team")
                            ? repository.owner() + "/" + reviewer.path("slug").asText()
                            : reviewer.path("login").asText());
        }
        return new PendingApproval(deployment.path("environment").path("name").asText(), List.copyOf(reviewers));
    }

    private static WorkflowRun run(JsonNode json) {
        Instant created = Instant.parse(json.path("created_at").asText());
        return new WorkflowRun(
                json.path("id").asLong(),
                json.path("display_title").asText(),
                json.path("status").asText(),
                json.path("conclusion").isTextual() ? json.path("conclusion").asText() : null,
                json.path("html_url").asText(),
                created,
                json.hasNonNull("run_started_at")
                        ? Instant.parse(json.path("run_started_at").asText())
                        : created,
                Instant.parse(json.path("updated_at").asText()));
    }

    private static String workflowPath(RepositoryName repository, String workflow) {
        return "/repos/%s/actions/workflows/%s".formatted(repository, Paths.segment(workflow));
    }
}
