package io.drover.sandbox.github;

import static io.drover.sandbox.github.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.SettableClock;
import io.drover.sandbox.http.CallLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowRunsTest {
    private static final String DEPLOY = "/repos/acme/deploy/actions/workflows/deploy.yml";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final GitHubStandIn github = new GitHubStandIn(new CallLog(), 0, clock);
    private final RestClient client = new RestClient(github.apiUrl(), "ghp_valid");

    @BeforeEach
    void aRepositoryWithAWorkflow() {
        github.accept("ghp_valid");
        github.organization("acme");
        github.createRepository("acme/deploy");
        commit("main", "name: Deploy\non:\n  workflow_dispatch:\n    inputs:\n      stage:\n        options: [a, b]\n");
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void showsAWorkflowByItsFileAndById() {
        HttpResponse<String> byFile = client.get(DEPLOY);
        String id = json(byFile).path("id").asText();

        assertThat(json(byFile).path("name").asText()).isEqualTo("Deploy");
        assertThat(client.get("/repos/acme/deploy/actions/workflows/" + id).body())
                .isEqualTo(byFile.body());
        assertThat(client.get("/repos/acme/deploy/actions/workflows/other.yml").statusCode())
                .isEqualTo(404);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void aDispatchAnswersNothingUnlessTheRunIsAskedFor() {
        HttpResponse<String> quiet = dispatch("{\"ref\":\"main\"}");
        HttpResponse<String> telling = dispatch("{\"ref\":\"refs/heads/main\",\"return_run_details\":true}");

        assertThat(quiet.statusCode()).isEqualTo(204);
        assertThat(telling.statusCode()).isEqualTo(200);
        String id = json(telling).path("workflow_run_id").asText();
        assertThat(json(telling).path("run_url").asText())
                .isEqualTo(github.apiUrl() + "/repos/acme/deploy/actions/runs/" + id);
        assertThat(github.workflowRuns().runs("acme/deploy")).hasSize(2);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void anEnterpriseServerRefusesToBeAskedForTheRun() {
        github.workflowRuns().returnsRunDetails(false);

        HttpResponse<String> refused = dispatch("{\"ref\":\"main\",\"return_run_details\":true}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("is not a permitted key");
        assertThat(dispatch("{\"ref\":\"main\"}").statusCode()).isEqualTo(204);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void theWorkflowMustBeOnTheDefaultBranchAndIsReadAtTheRef() {
        commit("release", "name: Deploy\non:\n  workflow_dispatch:\n    inputs:\n      other:\n");
        github.commit(
                "acme/deploy", "release", Map.of(".github/workflows/new.yml", "on: workflow_dispatch"), "Another one");

        assertThat(dispatch("{\"ref\":\"release\",\"inputs\":{\"other\":\"x\"}}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(message(dispatch("{\"ref\":\"release\",\"inputs\":{\"stage\":\"a\"}}")))
                .isEqualTo("Unexpected inputs provided: [\"stage\"]");
        assertThat(client.send(
                                "POST",
                                "/repos/acme/deploy/actions/workflows/new.yml/dispatches",
                                "{\"ref\":\"release\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatGitHubRefuses() {
        String head = github.commits("acme/deploy", "main").get(0);

        assertThat(message(dispatch("{\"ref\":\"other\"}"))).isEqualTo("No ref found for: other");
        assertThat(message(dispatch("{\"ref\":\"" + head + "\"}"))).isEqualTo("No ref found for: " + head);
        assertThat(message(dispatch("{\"ref\":\"main\",\"inputs\":{\"stage\":\"c\"}}")))
                .isEqualTo("Provided value 'c' for input 'stage' not in the list of allowed values");
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void moreInputsThanGitHubTakesAreAViolation() {
        String inputs =
                IntStream.range(0, 26).mapToObj(i -> "\"i" + i + "\":\"\"").collect(Collectors.joining(","));

        assertThat(dispatch("{\"ref\":\"main\",\"inputs\":{" + inputs + "}}").statusCode())
                .isEqualTo(422);
        assertThat(github.violations()).isNotEmpty();
    }

    @Test
    void aFileThatIsNoYamlHasNoTrigger() {
        commit("main", "on: {workflow_dispatch");

        assertThat(message(dispatch("{\"ref\":\"main\"}")))
                .isEqualTo("Workflow does not have 'workflow_dispatch' trigger");
        assertThat(json(client.get(DEPLOY)).path("name").asText()).isEqualTo(".github/workflows/deploy.yml");
    }

    @Test
    void runsAreListedByStatusBranchCommitAndPage() {
        github.workflowRuns().plan(List.of(RunStep.queued(), RunStep.completed(Duration.ofSeconds(30), "success")));
        dispatch("{\"ref\":\"main\"}");
        String first = github.commits("acme/deploy", "main").get(0);
        clock.tick(Duration.ofMinutes(1));
        commit("main", "on: workflow_dispatch");
        dispatch("{\"ref\":\"main\"}");

        assertThat(count("?status=success")).isEqualTo(1);
        assertThat(count("?status=queued")).isEqualTo(1);
        assertThat(count("?status=completed&head_sha=" + first)).isEqualTo(1);
        assertThat(count("?branch=release")).isZero();
        assertThat(count("?created=%3E%3D2026-01-05T10:01:00Z")).isEqualTo(1);
        HttpResponse<String> page = client.get(DEPLOY + "/runs?per_page=1");
        assertThat(json(page).path("workflow_runs")).hasSize(1);
        assertThat(RestClient.header(page, "Link")).contains("rel=\"next\"");
        assertThat(json(client.get("/repos/acme/deploy/actions/runs"))
                        .path("total_count")
                        .asInt())
                .isEqualTo(2);
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void aRunCanBeCancelledUntilItIsOver() {
        dispatch("{\"ref\":\"main\"}");
        long id = github.workflowRuns().runs("acme/deploy").get(0).id();
        String cancel = "/repos/acme/deploy/actions/runs/" + id + "/cancel";

        assertThat(client.send("POST", cancel, "").statusCode()).isEqualTo(202);
        assertThat(client.send("POST", cancel, "").statusCode()).isEqualTo(409);
        clock.tick(Duration.ofHours(1));
        assertThat(github.workflowRuns().runs("acme/deploy").get(0).conclusion())
                .isEqualTo("cancelled");
    }

    @Test
    void aRunThatWaitsForNobodyCannotBeApproved() {
        dispatch("{\"ref\":\"main\"}");
        long id = github.workflowRuns().runs("acme/deploy").get(0).id();

        assertThatThrownBy(() -> github.workflowRuns().approve(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutAPlanARunSucceedsSoon() {
        dispatch("{\"ref\":\"main\"}");
        clock.tick(Duration.ofSeconds(4));

        assertThat(github.workflowRuns().runs("acme/deploy").get(0).conclusion())
                .isEqualTo("success");
    }

    private HttpResponse<String> dispatch(String body) {
        return client.send("POST", DEPLOY + "/dispatches", body);
    }

    private int count(String query) {
        return json(client.get(DEPLOY + "/runs" + query)).path("total_count").asInt();
    }

    private void commit(String branch, String workflow) {
        github.commit("acme/deploy", branch, Map.of(".github/workflows/deploy.yml", workflow), "Change it");
    }

    private static String message(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(422);
        return json(answer).path("message").asText();
    }
}
