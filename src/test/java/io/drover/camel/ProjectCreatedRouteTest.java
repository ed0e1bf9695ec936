package io.drover.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.SettableClock;
import io.drover.event.BadEvents;
import io.drover.event.BadEvents.BadEvent;
import io.drover.event.BadEvents.Fate;
import io.drover.event.Events;
import io.drover.event.ProjectCreated;
import io.drover.event.ProjectEvent;
import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.ledger.Claim;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Run;
import io.drover.ledger.Step;
import io.drover.project.ListedProject;
import io.drover.project.Project;
import io.drover.project.Projects;
import io.drover.project.Readiness;
import io.drover.project.StudioWorkspace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The real routes with fakes for AWS and GitHub around them; delays are those of the properties below. */
class ProjectCreatedRouteTest extends CamelTestSupport {
    private static final Runs.Listener NOBODY = new Runs.Listener((subject, run) -> {}, subject -> {});
    private static final Readiness WAITING = new Readiness.Waiting("AWS deploys the project");
    private static final Readiness READY = new Readiness.Ready(new StudioWorkspace(
            "unit3",
            "Regression",
            "acme-ml/churn-build",
            "111122223333",
            "us-east-1",
            "arn:domain",
            "arn:space",
            "arn:aws:iam::111122223333:role/execution",
            "artifacts"));
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final JdbcLedger ledger =
            JdbcLedger.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "", clock);
    private final FakeProjects projects = new FakeProjects();
    private final FakeStep bucketAccess = new FakeStep();
    private final FakeStep buildRepository = new FakeStep();
    private final FakeStep deployRepository = new FakeStep();

    /** Shows one readiness after the other; the last one stays. */
    public static final class FakeProjects implements Projects {
        private final Queue<Readiness> answers = new ArrayDeque<>();
        private final Queue<Failure> failures = new ArrayDeque<>();
        private int asked;

        @Override
        public synchronized Project describe(ProjectCreated created) {
            asked++;
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            Readiness answer = answers.size() > 1 ? answers.remove() : answers.peek();
            return new Project(created, "churn", answer == null ? READY : answer);
        }

        @Override
        public List<ListedProject> list(String domainId) {
            return List.of();
        }

        synchronized void show(Readiness... inTurn) {
            answers.clear();
            answers.addAll(List.of(inTurn));
        }

        synchronized void fail(Failure failure) {
            failures.add(failure);
        }

        synchronized int asked() {
            return asked;
        }
    }

    /** Records its calls; fails as long as it has failures left. */
    public static final class FakeStep {
        private final List<Call> calls = new CopyOnWriteArrayList<>();
        private final Queue<Failure> failures = new ArrayDeque<>();

        record Call(Project project, long nanos) {}

        public synchronized void ensure(Project project) {
            calls.add(new Call(project, System.nanoTime()));
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        }

        synchronized void fail(Failure... inTurn) {
            failures.addAll(List.of(inTurn));
        }
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        return WithoutCli.of(super.createCamelContext());
    }

    ProjectCreatedRouteTest() {
        testConfiguration().withUseAdviceWith(true);
    }

    @AfterEach
    void closeLedger() {
        context.stop();
        ledger.close();
    }

    private static Properties settings() {
        var properties = new Properties();
        properties.putAll(Map.of(
                "drover.queue.project-events", "http://127.0.0.1/q/project-events",
                "drover.queue.dead-letters", "http://127.0.0.1/q/dead-letters",
                "drover.queue.consumers", "1",
                "drover.queue.visibility-timeout", "60",
                "drover.queue.max-receives", "10",
                "drover.event-bus", "default",
                "drover.project.poll-interval", "20ms"));
        return properties;
    }

    @Test
    void waitsWhileTheProjectIsWaitingAndGoesOnWhenItIsReady() throws Exception {
        projects.show(WAITING, WAITING, WAITING, READY);
        start();

        Exchange done = result(send(goodEvent()));

        assertThat(done.getException()).isNull();
        assertThat(projects.asked()).isEqualTo(4);
        assertThat(List.of(bucketAccess, buildRepository, deployRepository))
                .allSatisfy(step -> assertThat(step.calls).hasSize(1));
        assertThat(announced()).containsExactly("Drover Project Ready");
        assertThat(deadLetters()).isEmpty();
        assertThat(run().state()).isEqualTo(Run.State.DONE);
        assertThat(ledger.steps(run().id()))
                .extracting(Step::id)
                .containsExactly("project-ready", "bucket-access", "build-repository", "deploy-repository", "outcome");
    }

    @Test
    void showsInTheLedgerWhatItWaitsFor() throws Exception {
        projects.show(WAITING);
        start();

        CompletableFuture<Exchange> waiting = send(goodEvent());

        await().untilAsserted(() -> assertThat(run().waitingFor()).isEqualTo("AWS deploys the project"));
        projects.show(READY);
        assertThat(result(waiting).getException()).isNull();
        assertThat(run().waitingFor()).isNull();
    }

    @Test
    void aFailedProjectGoesToTheDeadLettersAtOnceAsItCameWithTheReason() throws Exception {
        projects.show(new Readiness.Failed("DataZone says FAILED_DEPLOYMENT: Quota exceeded"));
        start();

        Exchange done = result(send(goodEvent()));

        assertThat(done.getException()).isNull();
        assertThat(projects.asked()).isEqualTo(1);
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.getMessage().getBody(String.class)).isEqualTo(goodEvent());
            assertThat(letter.getMessage().getHeader("reason", String.class)).contains("Quota exceeded");
            assertThat(letter.getMessage().getHeader("flow")).isEqualTo("project-created");
            assertThat(letter.getMessage().getHeader("run")).isEqualTo(run().id());
        });
        assertThat(announced()).containsExactly("Drover Project Failed");
        assertThat(run().state()).isEqualTo(Run.State.PARKED);
        assertThat(bucketAccess.calls).isEmpty();
    }

    @Test
    void aProjectThatIsNotReadyAtTheDeadlineIsParked() throws Exception {
        projects.show(WAITING);
        start();
        CompletableFuture<Exchange> waiting = send(goodEvent());
        await().until(() -> projects.asked() > 1);

        clock.tick(Duration.ofHours(3).plusSeconds(1));

        assertThat(result(waiting).getException()).isNull();
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getMessage().getHeader("reason", String.class))
                        .contains("is not ready after PT3H")
                        .contains("AWS deploys the project"));
        assertThat(buildRepository.calls).isEmpty();
    }

    @Test
    void aFailureWithinTheWaitIsParkedOnceAndEndsIt() throws Exception {
        projects.show(WAITING);
        start();
        CompletableFuture<Exchange> waiting = send(goodEvent());
        await().until(() -> projects.asked() > 1);

        projects.fail(new Permanent("DataZone does not let Drover see the project"));

        assertThat(result(waiting).getException()).isNull();
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getMessage().getHeader("reason", String.class))
                        .contains("does not let Drover see"));
        assertThat(bucketAccess.calls).isEmpty();
    }

    @Test
    void aStepThatFailsForAWhileIsRepeatedAlone() throws Exception {
        buildRepository.fail(new RetryLater("GitHub answers 502"));
        start();

        Exchange done = result(send(goodEvent()));

        assertThat(done.getException()).isNull();
        assertThat(projects.asked()).isEqualTo(1);
        assertThat(bucketAccess.calls).hasSize(1);
        assertThat(buildRepository.calls).hasSize(2);
        assertThat(deployRepository.calls).hasSize(1);
        assertThat(announced()).containsExactly("Drover Project Ready");
    }

    @Test
    void whatCannotSucceedIsParkedAtOnceAlsoAfterAFailureThatCouldPass() throws Exception {
        buildRepository.fail(new RetryLater("one"), new Permanent("never"));
        start();

        Exchange done = result(send(goodEvent()));

        assertThat(done.getException()).isNull();
        assertThat(buildRepository.calls).hasSize(2);
        assertThat(deadLetters())
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.getMessage().getHeader("reason")).isEqualTo("never"));
        assertThat(deployRepository.calls).isEmpty();
    }

    @Test
    void waitsExactlyThePauseThatWasAskedFor() throws Exception {
        buildRepository.fail(new RetryLater("rate limit", Duration.ofMillis(300), null), new RetryLater("once more"));
        start();

        assertThat(result(send(goodEvent())).getException()).isNull();

        assertThat(buildRepository.calls).hasSize(3);
        FakeStep.Call first = buildRepository.calls.get(0);
        FakeStep.Call second = buildRepository.calls.get(1);
        assertThat(Duration.ofNanos(second.nanos() - first.nanos())).isGreaterThanOrEqualTo(Duration.ofMillis(299));
        assertThat(Duration.ofNanos(buildRepository.calls.get(2).nanos() - second.nanos()))
                .isLessThan(Duration.ofMillis(290));
    }

    @Test
    void whatFailsForTooLongGoesBackToItsQueueAndTheNextDeliveryGoesOn() throws Exception {
        buildRepository.fail(new RetryLater("one"), new RetryLater("two"), new RetryLater("three"));
        start();

        Exchange failed = result(send(goodEvent()));

        assertThat(failed.getException()).isInstanceOf(RetryLater.class).hasMessage("three");
        assertThat(deadLetters()).isEmpty();
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
        assertThat(result(send(goodEvent())).getException()).isNull();
        assertThat(run()).extracting(Run::state, Run::attempt).containsExactly(Run.State.DONE, 2);
    }

    @Test
    void aDuplicateOfAFinishedProjectDoesNothing() throws Exception {
        start();
        result(send(goodEvent()));

        Exchange duplicate = result(send(goodEvent()));

        assertThat(duplicate.getException()).isNull();
        assertThat(projects.asked()).isEqualTo(1);
        assertThat(buildRepository.calls).hasSize(1);
        assertThat(announced()).hasSize(1);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void aMessageWhoseProjectSomebodyElseWorksOnIsNotSkipped() throws Exception {
        start();
        var other = (Claim.Granted)
                ledger.claim("project-created", "dzd_1/project2", "another process", Duration.ofMillis(10));

        CompletableFuture<Exchange> second = send(goodEvent());

        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(() -> !second.isDone());
        assertThat(projects.asked()).isZero();
        ledger.release(other.run());
        assertThat(result(second).getException()).isNull();
        assertThat(buildRepository.calls).hasSize(1);
        assertThat(run().state()).isEqualTo(Run.State.DONE);
    }

    @Test
    void aStepThatAUserAddsShowsUpInTheLedger() throws Exception {
        start(text -> text.replace(BUILD_STEP, """
                        - step:
                            id: tell-team
                            description: Tell the team
                            steps:
                              - log:
                                  message: "${body.name} is ready"
                """ + BUILD_STEP));

        result(send(goodEvent()));

        assertThat(ledger.steps(run().id()))
                .extracting(Step::title)
                .containsExactly(
                        "Project ready",
                        "Bucket access",
                        "Tell the team",
                        "Build repository",
                        "Deploy repository",
                        "Outcome event");
        assertThat(ledger.steps(run().id())).extracting(Step::problem).containsOnlyNulls();
    }

    @Test
    void aStepThatAUserLeavesOutIsLeftOut() throws Exception {
        start(text -> {
            int begin = text.indexOf("        - step:\n            id: bucket-access");
            return text.substring(0, begin) + text.substring(text.indexOf(BUILD_STEP));
        });

        assertThat(result(send(goodEvent())).getException()).isNull();

        assertThat(bucketAccess.calls).isEmpty();
        assertThat(ledger.steps(run().id()))
                .extracting(Step::id)
                .containsExactly("project-ready", "build-repository", "deploy-repository", "outcome");
    }

    @Test
    void aStopDuringTheWaitGivesTheMessageBackAndRunsNoFurtherStep() throws Exception {
        projects.show(WAITING);
        start();
        CompletableFuture<Exchange> waiting = send(goodEvent());
        await().until(() -> projects.asked() > 1);

        context.stop();

        assertThat(result(waiting).getException()).isNotNull();
        assertThat(bucketAccess.calls).isEmpty();
        assertThat(deadLetters()).isEmpty();
        assertThat(announced()).isEmpty();
        assertThat(run().state()).isEqualTo(Run.State.RUNNING);
    }

    @Test
    void theLastDeliveryIsParkedWithItsLastFailureAsTheReason() throws Exception {
        buildRepository.fail(new RetryLater("one"), new RetryLater("two"), new RetryLater("GitHub answers 502"));
        start();

        Exchange done = result(send(goodEvent(), Map.of("ApproximateReceiveCount", "10")));

        assertThat(done.getException()).isNull();
        assertThat(buildRepository.calls).hasSize(3);
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.getMessage().getHeader("reason")).isEqualTo("GitHub answers 502");
            assertThat(letter.getMessage().getBody(String.class)).isEqualTo(goodEvent());
            assertThat(letter.getMessage().getHeader("ApproximateReceiveCount")).isNull();
        });
        assertThat(run().state()).isEqualTo(Run.State.PARKED);
    }

    @Test
    void aParkedProjectCanBeTriedAgain() throws Exception {
        buildRepository.fail(new Permanent("archived"));
        start();
        result(send(goodEvent()));

        assertThat(result(send(goodEvent())).getException()).isNull();

        assertThat(ledger.runs(10)).extracting(Run::state).containsExactly(Run.State.DONE, Run.State.PARKED);
    }

    @Test
    void badEventsAreParkedAsTheyCameOrDropped() throws Exception {
        start();
        for (BadEvent bad : BadEvents.all()) {
            int before = deadLetters().size();
            if (bad.fate() == Fate.PARKED_LATER) {
                continue;
            }

            Exchange done = result(send(bad.body()));

            assertThat(done.getException()).as(bad.name()).isNull();
            List<Exchange> letters = deadLetters().subList(before, deadLetters().size());
            assertThat(letters).as(bad.name()).hasSize(bad.isParked() ? 1 : 0);
            assertThat(letters).as(bad.name()).allSatisfy(letter -> {
                assertThat(letter.getMessage().getBody(String.class)).isEqualTo(bad.body());
                assertThat(letter.getMessage().getHeader("reason", String.class))
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(1001)
                        .doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
            });
        }
        assertThat(projects.asked()).isZero();
        assertThat(ledger.runs(10)).isEmpty();
    }

    private static final String BUILD_STEP = "        - step:\n            id: build-repository\n";

    private void start() throws Exception {
        start(UnaryOperator.identity());
    }

    private void start(UnaryOperator<String> edit) throws Exception {
        context.getPropertiesComponent().setOverrideProperties(settings());
        bind(context.getRegistry());
        context.getManagementStrategy()
                .addEventNotifier(new StepTimeline(ledger, new RunMetrics(new SimpleMeterRegistry()), clock));
        context.getShutdownStrategy().setTimeout(5);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        route("error-handling", UnaryOperator.identity()),
                        route("project-created", edit),
                        route("describe-project", UnaryOperator.identity()),
                        route("park-message", UnaryOperator.identity()),
                        route("announce-outcome", UnaryOperator.identity()));
        AdviceWith.adviceWith(context, "project-created", route -> route.replaceFromWith("direct:in"));
        AdviceWith.adviceWith(
                context,
                "park-message",
                route -> route.weaveById("send-dead-letter").replace().to("mock:dead-letters"));
        AdviceWith.adviceWith(
                context,
                "announce-outcome",
                route -> route.weaveById("put-event").replace().to("mock:event-bus"));
        getMockEndpoint("mock:event-bus")
                .whenAnyExchangeReceived(exchange -> exchange.getMessage()
                        .setBody(PutEventsResponse.builder().failedEntryCount(0).build()));
        context.start();
    }

    private void bind(Registry registry) {
        var runs = new Runs(ledger, "this process", LEASE, clock, NOBODY, new RunMetrics(new SimpleMeterRegistry()));
        registry.bind("strictJson", new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
        registry.bind("keepBody", new UseOriginalAggregationStrategy());
        registry.bind("askedPause", new AskedPause(ledger));
        registry.bind("backoff", backoff());
        registry.bind("patience", patience());
        registry.bind("quietly", new QuietExceptionHandler());
        registry.bind("events", new Events());
        registry.bind("runs", runs);
        registry.bind("outcomes", new Outcomes(runs, ledger));
        registry.bind("times", new Times());
        registry.bind("projectWait", new ProjectWait(ledger, Duration.ofHours(3), clock));
        registry.bind("projects", projects);
        registry.bind("projectFinder", new KnownProjects());
        registry.bind("bucketAccess", bucketAccess);
        registry.bind("buildRepository", buildRepository);
        registry.bind("deployRepository", deployRepository);
    }

    /** As Drover's own, only faster. */
    private static RedeliveryPolicy patience() {
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(-1);
        policy.setRedeliveryDelay(50);
        policy.asyncDelayedRedelivery();
        policy.setLogExhausted(false);
        return policy;
    }

    private static RedeliveryPolicy backoff() {
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(2);
        policy.setRedeliveryDelay(10);
        policy.setMaximumRedeliveryDelay(20);
        policy.useExponentialBackOff();
        policy.asyncDelayedRedelivery();
        policy.setAllowRedeliveryWhileStopping(false);
        policy.setLogExhausted(false);
        return policy;
    }

    private static Resource route(String name, UnaryOperator<String> edit) throws IOException {
        String file = "routes/" + name + ".camel.yaml";
        try (InputStream in = Objects.requireNonNull(Runs.class.getResourceAsStream("/" + file))) {
            String text = new String(in.readAllBytes(), UTF_8);
            return ResourceHelper.fromString(file, edit.apply(text));
        }
    }

    private CompletableFuture<Exchange> send(String body) {
        return send(body, Map.of());
    }

    private CompletableFuture<Exchange> send(String body, Map<String, Object> headers) {
        return template.asyncSend("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    private static Exchange result(CompletableFuture<Exchange> sent) throws Exception {
        return sent.get(20, TimeUnit.SECONDS);
    }

    private List<Exchange> deadLetters() {
        return getMockEndpoint("mock:dead-letters").getReceivedExchanges();
    }

    private List<Object> announced() {
        MockEndpoint bus = getMockEndpoint("mock:event-bus");
        return bus.getReceivedExchanges().stream()
                .map(exchange -> exchange.getMessage().getHeader("CamelAwsEventbridgeDetailType"))
                .toList();
    }

    private Run run() {
        return ledger.runs(1).get(0);
    }

    private static String goodEvent() {
        return """
                {"detail": {"eventSource": "datazone.amazonaws.com", "eventName": "CreateProject",
                 "requestParameters": {"domainIdentifier": "dzd_1"}, "responseElements": {"id": "project2"}}}
                """;
    }

    /** All events show which project they are about. */
    public static final class KnownProjects {
        public ProjectEvent identify(ProjectEvent event) {
            return event;
        }
    }
}
