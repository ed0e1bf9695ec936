package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.github.Limits;
import io.drover.sandbox.github.Outages;
import io.drover.sandbox.github.RunStep;
import io.drover.sandbox.github.StandInRun;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkflowsTest {
    private static final String FILE = "deploy.yml";
    private static final String WORKFLOW = """
            name: Deploy model
            run-name: Deploy ${{ inputs.model || 'the newest model' }} (${{ inputs.request }})
            on:
              workflow_dispatch:
                inputs:
                  model:
                    type: string
                  request:
                    required: true
                  level:
                    type: choice
                    options: [debug, info]
                    default: info
            """;
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);
    private static final CallLog LOG = new CallLog();
    private static GitHubStandIn gitHub;

    private final Workflows workflows = new Workflows(http(), new AtomicBoolean(true));
    private final RepositoryName repository =
            new RepositoryName("acme", UUID.randomUUID().toString());

    @BeforeAll
    static void start() {
        gitHub = new GitHubStandIn(LOG, 0, CLOCK);
        gitHub.accept("ghp_valid");
        gitHub.organization("acme");
        gitHub.user("jane");
    }

    @AfterAll
    static void stop() {
        gitHub.close();
    }

    @BeforeEach
    void aRepositoryWithAWorkflow() {
        gitHub.createRepository(repository.toString());
        commit(WORKFLOW);
    }

    @AfterEach
    void everythingFitsTheContract() {
        gitHub.server().faults(request -> Optional.empty());
        gitHub.workflowRuns().returnsRunDetails(true);
        assertThat(gitHub.violations()).isEmpty();
    }

    @Test
    void aDispatchTellsItsRun() {
        Dispatch sent = dispatch(Map.of("model", "m1", "request", "r1"));

        StandInRun run = onlyRun();
        assertThat(sent).isEqualTo(new Dispatch.Accepted(OptionalLong.of(run.id())));
        assertThat(run.title()).isEqualTo("Deploy m1 (r1)");
        assertThat(run.branch()).isEqualTo("main");
        assertThat(run.inputs()).isEqualTo(Map.of("model", "m1", "request", "r1", "level", "info"));
    }

    @Test
    void aServerThatRefusesToTellTheRunIsAskedOnce() {
        gitHub.workflowRuns().returnsRunDetails(false);

        Dispatch first = dispatch(Map.of("request", "r1"));
        Dispatch second = dispatch(Map.of("request", "r2"));

        assertThat(List.of(first, second)).containsOnly(new Dispatch.Accepted(OptionalLong.empty()));
        assertThat(runs())
                .extracting(StandInRun::title)
                .containsExactly("Deploy the newest model (r1)", "Deploy the newest model (r2)");
        assertThat(posts()).extracting(Call::status).containsExactly(422, 204, 204);
    }

    @Test
    void aServerThatDoesNotTellTheRunThoughAskedHasTakenTheDispatch() {
        gitHub.server().faults(dispatches(Fault.insteadAfter(Response.empty(204))));

        assertThat(dispatch(Map.of("request", "r1"))).isEqualTo(new Dispatch.Accepted(OptionalLong.empty()));
        assertThat(runs()).hasSize(1);
    }

    static Stream<Fault> faultsThatLeaveItOpenWhetherThereIsARun() {
        return Stream.of(
                Fault.cutBefore(),
                Fault.cutAfter(),
                Fault.halfAfter(),
                Fault.halfBefore(Response.json(200, "{\"workflow_run_id\":1}")),
                Fault.instead(Outages.dispatchFailed()),
                Fault.insteadAfter(Outages.dispatchFailed()),
                Fault.insteadAfter(Outages.badGateway()),
                Fault.insteadAfter(Outages.unavailable()),
                Fault.insteadAfter(Outages.gatewayTimeout()));
    }

    @ParameterizedTest
    @MethodSource("faultsThatLeaveItOpenWhetherThereIsARun")
    void aDispatchWithoutACertainAnswerIsSentOnceAndCanBeLookedFor(Fault fault) {
        gitHub.server().faults(dispatches(fault));

        Dispatch sent = dispatch(Map.of("request", "r1"));

        assertThat(sent)
                .isInstanceOfSatisfying(
                        Dispatch.Unknown.class,
                        unknown -> assertThat(unknown.why())
                                .isInstanceOf(RetryLater.class)
                                .hasMessageContaining("start workflow deploy.yml of " + repository + " on main"));
        assertThat(runs()).hasSize(fault.afterwards() ? 1 : 0);
        assertThat(Await.answer(workflows.runs(repository, FILE, "workflow_dispatch", START)))
                .hasSameSizeAs(runs());
    }

    static Stream<Response> answersThatRefuseForNow() {
        return Stream.of(Limits.tooManyRequests(7), Limits.secondaryByText(), Limits.secondaryByHeader());
    }

    @ParameterizedTest
    @MethodSource("answersThatRefuseForNow")
    void aRateLimitIsNoDispatch(Response limit) {
        gitHub.server().faults(dispatches(Fault.instead(limit)));

        assertThatThrownBy(() -> dispatch(Map.of("request", "r1"))).isInstanceOf(RetryLater.class);
    }

    @Test
    void aServerThatCannotBeReachedHasStartedNothing() {
        var nobody = new Workflows(
                Connections.to("http://127.0.0.1:" + freePort(), new Tokens("ghp_valid"), 4, CLOCK),
                new AtomicBoolean(true));

        assertThatThrownBy(() -> Await.answer(nobody.dispatch(repository, FILE, "main", Map.of())))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("could not be reached");
    }

    @Test
    void aWorkflowThatGitHubHasNotReadYetIsTriedLater() {
        gitHub.workflowRuns().notYetIndexed(repository.toString(), 1);

        assertThatThrownBy(() -> dispatch(Map.of("request", "r1")))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("HTTP 404");
        assertThat(dispatch(Map.of("request", "r1"))).isInstanceOf(Dispatch.Accepted.class);
    }

    @Test
    void aTriggerThatGitHubHasNotReadYetIsTriedLater() {
        commit("on: push\n");

        assertThatThrownBy(() -> dispatch(Map.of()))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("does not have 'workflow_dispatch' trigger");
    }

    @Test
    void inputsThatTheWorkflowDoesNotTakeArePermanent() {
        assertThatThrownBy(() -> dispatch(Map.of("request", "r1", "other", "x")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("Unexpected inputs provided: [\"other\"]");
        assertThatThrownBy(() -> dispatch(Map.of("model", "m1")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("Required input 'request' not provided");
        assertThat(runs()).isEmpty();
    }

    @Test
    void aBranchThatIsNotThereIsPermanent() {
        assertThatThrownBy(() -> Await.answer(workflows.dispatch(repository, FILE, "release", Map.of("request", "r1"))))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("No ref found for: release");
    }

    @Test
    void runsAreFoundByEventAndTimeTheNewestFirst() {
        dispatch(Map.of("request", "early"));
        CLOCK.tick(Duration.ofMinutes(1));
        Instant since = CLOCK.instant();
        dispatch(Map.of("request", "r1"));
        dispatch(Map.of("request", "r2"));

        assertThat(Await.answer(workflows.runs(repository, FILE, "workflow_dispatch", since)))
                .extracting(WorkflowRun::title)
                .containsExactly("Deploy the newest model (r2)", "Deploy the newest model (r1)");
        assertThat(Await.answer(workflows.runs(repository, FILE, "push", since)))
                .isEmpty();
    }

    @Test
    void aRunIsFollowedFromTheQueueToItsEnd() {
        plan(
                RunStep.queued(),
                RunStep.inProgress(Duration.ofSeconds(10)),
                RunStep.completed(Duration.ofMinutes(5), "failure"));
        Instant sent = CLOCK.instant();
        long id = accepted(Map.of("request", "r1"));

        assertThat(run(id))
                .isEqualTo(new WorkflowRun(
                        id,
                        "Deploy the newest model (r1)",
                        "queued",
                        null,
                        gitHub.gitUrl() + "/" + repository + "/actions/runs/" + id,
                        sent,
                        sent,
                        sent));
        CLOCK.tick(Duration.ofSeconds(10));
        assertThat(run(id).status()).isEqualTo("in_progress");
        assertThat(run(id).completed()).isFalse();
        CLOCK.tick(Duration.ofMinutes(5));
        assertThat(run(id)).satisfies(run -> {
            assertThat(run.completed()).isTrue();
            assertThat(run.conclusion()).isEqualTo("failure");
            assertThat(run.updated()).isEqualTo(CLOCK.instant());
        });
    }

    @Test
    void aRunThatWaitsNamesWhoMayApproveAndGoesOnAfterwards() {
        plan(
                RunStep.queued(),
                RunStep.waiting(Duration.ofSeconds(1), "production", "jane"),
                RunStep.completed(Duration.ofSeconds(5), "success"));
        long id = accepted(Map.of("request", "r1"));
        assertThat(Await.answer(workflows.pendingApprovals(repository, id))).isEmpty();

        CLOCK.tick(Duration.ofHours(1));

        assertThat(run(id).waiting()).isTrue();
        assertThat(Await.answer(workflows.pendingApprovals(repository, id)))
                .containsExactly(new PendingApproval("production", List.of("jane")));

        gitHub.workflowRuns().approve(id);
        CLOCK.tick(Duration.ofSeconds(5));

        assertThat(run(id).conclusion()).isEqualTo("success");
        assertThat(Await.answer(workflows.pendingApprovals(repository, id))).isEmpty();
    }

    @Test
    void aTeamThatMayApproveIsNamedWithItsOwner() {
        long id = accepted(Map.of("request", "r1"));
        gitHub.server()
                .faults(request -> request.path().endsWith("/pending_deployments")
                        ? Optional.of(Fault.instead(Response.json(200, """
                        [{"environment":{"name":"production"},
                          "reviewers":[{"type":"Team","reviewer":{"slug":"ml-ops"}}]}]""")))
                        : Optional.empty());

        assertThat(Await.answer(workflows.pendingApprovals(repository, id)))
                .containsExactly(new PendingApproval("production", List.of("acme/ml-ops")));
    }

    @Test
    void declaredInputsAreReadAsTheyAreNow() {
        assertThat(declaredInputs()).hasValue(Set.of("model", "request", "level"));

        commit("on:\n  workflow_dispatch:\n    inputs:\n      other:\n");

        assertThat(declaredInputs()).hasValue(Set.of("other"));
        assertThat(declaredInputs()).hasValue(Set.of("other"));
    }

    @Test
    void aFileThatIsNoWorkflowToDispatchIsPermanent() {
        commit("on: push");

        assertThatThrownBy(this::declaredInputs)
                .isInstanceOf(Permanent.class)
                .hasMessageContaining(".github/workflows/deploy.yml of " + repository);
    }

    @Test
    void aWorkflowThatIsNotThereDeclaresNothing() {
        assertThat(Await.answer(workflows.file(repository, "other.yml", "main")))
                .isEmpty();
        assertThat(Await.answer(workflows.file(repository, FILE, "release"))).isEmpty();
        assertThat(Await.answer(workflows.file(RepositoryName.parse("acme/nothing"), FILE, "main")))
                .isEmpty();
    }

    private Dispatch dispatch(Map<String, String> inputs) {
        return Await.answer(workflows.dispatch(repository, FILE, "main", inputs));
    }

    private long accepted(Map<String, String> inputs) {
        return ((Dispatch.Accepted) dispatch(inputs)).runId().orElseThrow();
    }

    private WorkflowRun run(long id) {
        return Await.answer(workflows.run(repository, id));
    }

    private Optional<Set<String>> declaredInputs() {
        return Await.answer(workflows.file(repository, FILE, "main")).map(WorkflowFile::inputs);
    }

    private void commit(String workflow) {
        gitHub.commit(repository.toString(), "main", Map.of(".github/workflows/" + FILE, workflow), "Change it");
    }

    private void plan(RunStep... steps) {
        gitHub.workflowRuns().plan(repository.toString(), List.of(steps));
    }

    private List<StandInRun> runs() {
        return gitHub.workflowRuns().runs(repository.toString());
    }

    private StandInRun onlyRun() {
        assertThat(runs()).hasSize(1);
        return runs().get(0);
    }

    private List<Call> posts() {
        return LOG.calls(call -> call.writes() && call.target().contains(repository.toString()));
    }

    private static GitHubHttp http() {
        return Connections.to(gitHub.apiUrl(), new Tokens("ghp_valid"), 4, CLOCK);
    }

    private static Function<Request, Optional<Fault>> dispatches(Fault fault) {
        return request -> request.path().endsWith("/dispatches") ? Optional.of(fault) : Optional.empty();
    }

    private static int freePort() {
        try (var server = new LocalServer(0, request -> Response.empty(200))) {
            return server.port();
        }
    }
}
