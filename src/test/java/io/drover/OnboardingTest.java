package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.event.BadEvents;
import io.drover.event.BadEvents.BadEvent;
import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product in this process, against the sandbox. */
class OnboardingTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static Sandbox sandbox;
    private static DroverInProcess drover;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        drover = DroverInProcess.start(environment("ledger"));
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
    }

    private static Map<String, String> environment(String ledger) {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data.resolve(ledger)));
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        environment.put("DROVER_LEDGER_LEASE", "8s");
        environment.put("DROVER_RETRY_ATTEMPTS", "4");
        environment.put("DROVER_QUEUE_MAX_RECEIVES", "2");
        environment.put("DROVER_QUEUE_VISIBILITY_TIMEOUT", "12");
        return environment;
    }

    @Test
    void givesAProjectItsTwoRepositoriesWithinTheBudgetOfCalls() {
        ProjectScene warmUp = sandbox.project("warmup");
        onboard(warmUp);
        ProjectScene project = sandbox.project("measured");
        sandbox.gitHub().server().latency(Duration.ofMillis(150));
        Duration from = sandbox.log().now();

        onboard(project);

        sandbox.gitHub().server().latency(Duration.ZERO);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        List<Call> gitHub = since(from, sandbox.gitHubCalls());
        assertThat(of("github", gitHub)).hasSizeLessThanOrEqualTo(36);
        assertThat(of("git", gitHub)).hasSizeLessThanOrEqualTo(8);
        assertThat(CallLog.longestChain(gitHub)).isLessThanOrEqualTo(8);
        assertThat(since(from, sandbox.awsCalls())).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void doesNothingTwiceWhenTheSameEventComesTenTimes() {
        ProjectScene project = sandbox.project("tenfold");
        Duration from = sandbox.log().now();

        IntStream.range(0, 10).forEach(i -> send(project.createProjectEvent()));
        awaitReady(project);
        awaitEmptyQueue();

        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        assertThat(sandbox.aws().outcomes())
                .filteredOn(outcome -> outcome.resources().contains(subject(project)))
                .hasSize(1);
        assertThat(writes(since(from, sandbox.gitHubCalls()))).hasSize(33);
    }

    @Test
    void writesNothingInASecondRunWithoutAnyMemoryOfTheFirst() throws Exception {
        ProjectScene project = sandbox.project("again");
        onboard(project);
        drover.close();
        sandbox.aws().abandonReceives();
        drover = DroverInProcess.start(environment("another-ledger"));
        Duration from = sandbox.log().now();

        send(project.createProjectEvent());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .filteredOn(outcome -> outcome.resources().contains(subject(project)))
                        .hasSize(2));

        assertThat(writes(since(from, sandbox.gitHubCalls()))).isEmpty();
        assertThat(writes(since(from, sandbox.awsCalls())))
                .extracting(Call::operation)
                .allMatch("PutEvents"::equals);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    @Test
    void neverOverwritesWhatPeopleCorrected() throws Exception {
        ProjectScene project = sandbox.project("corrected");
        sandbox.gitHub().setVariable(project.repository(), "TRIGGER_PIPELINE_EXECUTION", "true");
        sandbox.gitHub()
                .commit(project.repository(), "main", Map.of("notes.md", "mine", "README.md", "old"), "My notes");

        onboard(project);

        assertThat(sandbox.gitHub().variables(project.repository()))
                .containsEntry("TRIGGER_PIPELINE_EXECUTION", "true");
        assertThat(sandbox.gitHub().files(project.repository(), "main")).containsKeys("notes.md", ".drover.yml");
        assertThat(sandbox.gitHub().files(project.repository(), "main"))
                .hasEntrySatisfying("README.md", file -> assertThat(file.text()).isNotEqualTo("old"));
        assertThat(sandbox.gitHub().commits(project.repository(), "main")).hasSize(2);
    }

    @Test
    void goesOnWithADeployRepositoryThatWasMadeButNotFilled() {
        ProjectScene project = sandbox.project("halfmade");
        String deploy = Sandbox.deployRepository(project);
        sandbox.gitHub().createRepository(deploy);
        sandbox.gitHub()
                .setDescription(
                        deploy,
                        "Deploys the models of SageMaker project halfmade in domain %s. Made by Drover."
                                .formatted(project.domainId()));

        onboard(project);

        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    @Test
    void parksAProjectWhoseDeployRepositoryIsAStrangers() {
        ProjectScene project = sandbox.project("stranger");
        String deploy = Sandbox.deployRepository(project);
        sandbox.gitHub().createRepository(deploy);
        sandbox.gitHub().commit(deploy, "main", Map.of("README.md", "hello"), "Mine");

        send(project.createProjectEvent());

        assertThat(parked(project).attributes().get("reason")).contains(deploy, "was not made for project");
        assertThat(sandbox.gitHub().secrets(deploy)).isEmpty();
    }

    @Test
    void parksAProjectWithAnUnknownProfileAndListsThoseThereAre() {
        ProjectScene project = sandbox.project("unknown").profile("pfl1unknown", "Forecast");

        send(project.createProjectEvent());

        assertThat(parked(project).attributes().get("reason")).contains("'forecast'", "regression");
        assertThat(sandbox.gitHub().repositories()).doesNotContain(Sandbox.deployRepository(project));
        assertThat(sandbox.gitHub().secrets(project.repository())).isEmpty();
    }

    @Test
    void parksAFailedProjectAtOnceWithTheReasonsOfAws() {
        ProjectScene project = sandbox.project("broken")
                .deployment(StatusScript.polls("IN_PROGRESS", 2).then("FAILED_DEPLOYMENT"))
                .failure("Tooling", "No subnet left");
        String event = project.createProjectEvent();

        send(event);

        StandInMessage letter = parked(project);
        assertThat(letter.body()).isEqualTo(event);
        assertThat(letter.attributes().get("reason")).contains("FAILED_DEPLOYMENT", "No subnet left");
        assertThat(sandbox.aws().outcomes())
                .filteredOn(outcome -> outcome.resources().contains(subject(project)))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.detailType()).isEqualTo("Drover Project Failed");
                    assertThat(outcome.detail().path("reason").asText()).contains("No subnet left");
                });
    }

    @Test
    void readsARotatedTokenWithoutARestart() {
        onboard(sandbox.project("before"));
        sandbox.rotateToken("github_pat_canaryRotated_11AAAAAAA");

        ProjectScene project = sandbox.project("after");
        onboard(project);

        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
    }

    @Test
    void parksOrDropsEveryBadEventAndServesTheNextGoodOne() {
        int parkedBefore = letters().size();
        List<BadEvent> bad = BadEvents.all().stream().filter(BadEvent::fitsSqs).toList();
        assertThat(bad).hasSizeGreaterThanOrEqualTo(40);
        bad.forEach(event -> send(event.body()));
        ProjectScene project = sandbox.project("good");
        onboard(project);
        awaitEmptyQueue();

        List<StandInMessage> letters =
                new ArrayList<>(letters().subList(parkedBefore, letters().size()));
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        assertThat(letters)
                .allSatisfy(
                        letter -> assertThat(letter.attributes().get("reason")).isNotBlank());
        assertThat(letters)
                .hasSize((int) bad.stream().filter(BadEvent::isParked).count());
    }

    @Test
    void letsFiveHundredProjectsWaitWithoutHoldingThreads() {
        List<ProjectScene> projects = IntStream.range(0, 500)
                .mapToObj(i -> sandbox.aws().project("wait" + i).deployment(StatusScript.always("IN_PROGRESS")))
                .toList();
        projects.forEach(project -> send(project.createProjectEvent()));

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(drover.camel().getInflightRepository().size("project-created"))
                                .isGreaterThanOrEqualTo(500));

        assertThat(camelThreads()).isLessThan(50);
        projects.forEach(project -> project.status("DELETING"));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> stoppedSubjects()
                        .containsAll(
                                projects.stream().map(OnboardingTest::subject).toList()));
    }

    private static List<String> stoppedSubjects() {
        return sandbox.aws().outcomes().stream()
                .filter(outcome -> outcome.detailType().equals("Drover Project Stopped"))
                .flatMap(outcome -> outcome.resources().stream())
                .toList();
    }

    private static long camelThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("Camel"))
                .count();
    }

    private static void onboard(ProjectScene project) {
        send(project.createProjectEvent());
        awaitReady(project);
    }

    private static void send(String event) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), event);
    }

    private static void awaitReady(ProjectScene project) {
        await("project " + project.projectId())
                .atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(subject(project))));
    }

    private static void awaitEmptyQueue() {
        await().atMost(ENOUGH)
                .until(() -> sandbox.aws()
                        .messages(sandbox.aws().projectEventsQueue())
                        .isEmpty());
    }

    private static StandInMessage parked(ProjectScene project) {
        return await().atMost(ENOUGH)
                .until(
                        () -> letters().stream()
                                .filter(letter -> letter.body().contains(project.projectId()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static List<StandInMessage> letters() {
        return sandbox.aws().messages(sandbox.aws().deadLettersQueue());
    }

    private static String subject(ProjectScene project) {
        return project.domainId() + "/" + project.projectId();
    }

    private static List<Call> since(Duration from, List<Call> calls) {
        return calls.stream().filter(call -> call.started().compareTo(from) > 0).toList();
    }

    private static List<Call> of(String system, List<Call> calls) {
        return calls.stream().filter(call -> call.system().equals(system)).toList();
    }

    private static List<Call> writes(List<Call> calls) {
        return calls.stream().filter(Call::writes).toList();
    }
}
