package io.drover.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to. Each test has its own subject, so that the database may be shared. */
abstract class LedgerContract {
    static final Duration LEASE = Duration.ofMinutes(2);
    static final Instant START = Instant.parse("2026-03-01T08:00:00.123456Z");

    final SettableClock clock = new SettableClock(START);
    final String subject = "dzd_1/" + UUID.randomUUID();
    Ledger ledger;

    abstract Ledger open();

    @BeforeEach
    void openLedger() {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void itCanBeWritten() {
        ledger.beat();

        clock.tick(Duration.ofSeconds(1));
        ledger.beat();
    }

    @Test
    void openRunsAreCountedThoseThatNobodyWorksOnApart() {
        // What other tests have left open counts before and after.
        clock.tick(Duration.ofDays(365));
        Backlog before = backlog();
        Run held = granted(claim("drover-alone"));
        Run left = granted(ledger.claim("project-created", subject + "-left", "drover-2", LEASE));
        Run done = granted(ledger.claim("project-created", subject + "-done", "drover-alone", LEASE));
        ledger.note(left.id(), "Waits for AWS.");
        ledger.finish(done);

        clock.tick(Duration.ofMinutes(16));
        ledger.renewLeases("drover-alone", LEASE);

        assertThat(backlog())
                .isEqualTo(
                        new Backlog(before.open() + 2, before.stuck() + 1, before.waitingLong() + 1, before.behind()));
        ledger.finish(held);
    }

    private Backlog backlog() {
        return ledger.backlog(Duration.ofMinutes(15), Duration.ofMinutes(10));
    }

    @Test
    void anUnknownSubjectIsGranted() {
        Run run = granted(claim("drover-1"));

        assertThat(run.id()).isNotEmpty();
        assertThat(run.lease()).isNotEmpty();
        assertThat(run)
                .usingRecursiveComparison()
                .isEqualTo(new Run(
                        run.id(),
                        "project-created",
                        subject,
                        Run.State.RUNNING,
                        run.lease(),
                        1,
                        null,
                        null,
                        START,
                        START,
                        null));
    }

    @Test
    void aClaimedSubjectIsHeldForEverybodyTheClaimantIncluded() {
        claim("drover-1");

        clock.tick(LEASE.minusNanos(1000));

        assertThat(claim("drover-2")).isEqualTo(new Claim.Held(START.plus(LEASE)));
        assertThat(claim("drover-1")).isEqualTo(new Claim.Held(START.plus(LEASE)));
    }

    @Test
    void anotherFlowMayWorkOnTheSameSubject() {
        Run run = granted(claim("drover-1"));

        Claim other = ledger.claim("project-deleted", subject, "drover-1", LEASE);

        assertThat(granted(other).id()).isNotEqualTo(run.id());
    }

    @Test
    void ofManyClaimantsAtOnceExactlyOneIsGranted() throws Exception {
        List<Claim> claims = allAtOnce(8, () -> claim("drover-1"));

        assertThat(claims).filteredOn(Claim.Granted.class::isInstance).hasSize(1);
        assertThat(claims).filteredOn(Claim.Held.class::isInstance).hasSize(7);
        assertThat(runsOfSubject()).hasSize(1);
    }

    @Test
    void ofManyClaimantsOfAnExpiredLeaseExactlyOneGoesOn() throws Exception {
        Run run = granted(claim("drover-1"));
        clock.tick(LEASE);

        List<Claim> claims = allAtOnce(8, () -> claim("drover-2"));

        assertThat(claims)
                .filteredOn(Claim.Granted.class::isInstance)
                .singleElement()
                .satisfies(claim -> {
                    assertThat(granted(claim).id()).isEqualTo(run.id());
                    assertThat(granted(claim).attempt()).isEqualTo(2);
                });
        assertThat(claims).filteredOn(Claim.Held.class::isInstance).hasSize(7);
    }

    @Test
    void aRunWhoseLeaseRanOutGoesOnUnderItsId() {
        Run run = granted(claim("drover-1"));
        ledger.note(run.id(), "waits for a space");
        clock.tick(LEASE);

        Run taken = granted(claim("drover-2"));

        assertThat(taken.id()).isEqualTo(run.id());
        assertThat(taken.lease()).isNotEqualTo(run.lease());
        assertThat(taken.attempt()).isEqualTo(2);
        assertThat(taken.waitingFor()).isNull();
        assertThat(taken.startedAt()).isEqualTo(START);
        assertThat(taken.updatedAt()).isEqualTo(START.plus(LEASE));
    }

    @Test
    void stepsLeftOpenAreCutShortWhenTheRunGoesOn() {
        Run run = granted(claim("drover-1"));
        ledger.stepStarted(run.id(), "bucket-access", "Grant bucket access");
        ledger.stepEnded(run.id(), "bucket-access", null);
        ledger.stepStarted(run.id(), "build-repository", "Fill build repository");
        clock.tick(LEASE);

        claim("drover-2");

        assertThat(ledger.steps(run.id()))
                .containsExactly(
                        new Step("bucket-access", "Grant bucket access", START, START, null),
                        new Step("build-repository", "Fill build repository", START, START.plus(LEASE), "cut short"));
    }

    @Test
    void aReleasedRunGoesOnAtOnce() {
        Run run = granted(claim("drover-1"));

        ledger.release(run);

        assertThat(findRun(run.id()).state()).isEqualTo(Run.State.RUNNING);
        Run taken = granted(claim("drover-2"));
        assertThat(taken.id()).isEqualTo(run.id());
        assertThat(taken.attempt()).isEqualTo(2);
    }

    @Test
    void aFinishedSubjectIsADuplicate() {
        Run run = granted(claim("drover-1"));
        ledger.note(run.id(), "waits for a space");
        clock.tick(Duration.ofSeconds(5));

        ledger.finish(run);

        Run done = findRun(run.id());
        assertThat(done.state()).isEqualTo(Run.State.DONE);
        assertThat(done.waitingFor()).isNull();
        assertThat(done.lease()).isEmpty();
        assertThat(done.endedAt()).isEqualTo(START.plusSeconds(5));
        assertThat(claim("drover-2")).isEqualTo(new Claim.Finished(done));
    }

    @Test
    void aParkedSubjectGetsANewRun() {
        Run run = granted(claim("drover-1"));
        ledger.note(run.id(), "waits for a space");

        ledger.park(run, "AWS says FAILED_DEPLOYMENT: the stack is broken");

        Run parked = findRun(run.id());
        assertThat(parked.state()).isEqualTo(Run.State.PARKED);
        assertThat(parked.reason()).isEqualTo("AWS says FAILED_DEPLOYMENT: the stack is broken");
        assertThat(parked.waitingFor()).isNull();
        assertThat(parked.endedAt()).isEqualTo(START);
        Run again = granted(claim("drover-1"));
        assertThat(again.id()).isNotEqualTo(run.id());
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.reason()).isNull();
    }

    @Test
    void aWorkerThatLostItsClaimCannotEndTheRun() {
        Run stale = granted(claim("drover-1"));
        clock.tick(LEASE);
        Run taken = granted(claim("drover-2"));

        assertThatExceptionOfType(RetryLater.class)
                .isThrownBy(() -> ledger.finish(stale))
                .withMessageContaining(subject)
                .withMessageContaining("another worker");
        assertThatExceptionOfType(RetryLater.class).isThrownBy(() -> ledger.park(stale, "bad event"));
        ledger.release(stale);

        assertThat(claim("drover-1")).isInstanceOf(Claim.Held.class);
        ledger.finish(taken);
        assertThat(claim("drover-1")).isInstanceOf(Claim.Finished.class);
    }

    @Test
    void aWorkerThatIsLateButWasNotReplacedMayFinish() {
        Run run = granted(claim("drover-1"));
        clock.tick(LEASE.multipliedBy(2));

        ledger.finish(run);

        assertThat(findRun(run.id()).state()).isEqualTo(Run.State.DONE);
    }

    @Test
    void renewedLeasesStayHeldThoseOfOthersDoNot() {
        String renewing = "drover-" + UUID.randomUUID();
        claim(renewing);
        Run other = granted(ledger.claim("project-created", subject + "-other", "drover-2", LEASE));
        clock.tick(Duration.ofMinutes(1));

        ledger.renewLeases(renewing, LEASE);

        clock.tick(Duration.ofMinutes(1));
        assertThat(claim("drover-3")).isEqualTo(new Claim.Held(START.plus(Duration.ofMinutes(3))));
        Claim otherAgain = ledger.claim("project-created", subject + "-other", "drover-3", LEASE);
        assertThat(granted(otherAgain).id()).isEqualTo(other.id());
    }

    @Test
    void releasedLeasesAreNotRenewed() {
        Run run = granted(claim("drover-1"));
        ledger.release(run);

        ledger.renewLeases("drover-1", LEASE);

        assertThat(claim("drover-2")).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void aNoteSaysWhatTheRunWaitsForUntilItGoesOn() {
        Run run = granted(claim("drover-1"));
        clock.tick(Duration.ofSeconds(30));

        ledger.note(run.id(), "waits for the project's environments");

        assertThat(findRun(run.id()).waitingFor()).isEqualTo("waits for the project's environments");
        assertThat(findRun(run.id()).updatedAt()).isEqualTo(START.plusSeconds(30));
        ledger.note(run.id(), null);
        assertThat(findRun(run.id()).waitingFor()).isNull();
    }

    @Test
    void stepsComeInTheOrderTheyStarted() {
        Run run = granted(claim("drover-1"));
        ledger.stepStarted(run.id(), "deploy-repository", "Make deploy repository");
        ledger.stepStarted(run.id(), "bucket-access", "Grant bucket access");
        clock.tick(Duration.ofSeconds(1));

        ledger.stepEnded(run.id(), "deploy-repository", "GitHub answered 502");

        assertThat(ledger.steps(run.id()))
                .containsExactly(
                        new Step(
                                "deploy-repository",
                                "Make deploy repository",
                                START,
                                START.plusSeconds(1),
                                "GitHub answered 502"),
                        new Step("bucket-access", "Grant bucket access", START, null, null));
    }

    @Test
    void theNewestOpenStepOfAnIdEnds() {
        Run run = granted(claim("drover-1"));
        ledger.stepStarted(run.id(), "follow", "first");
        ledger.stepStarted(run.id(), "follow", "second");
        ledger.stepStarted(run.id(), "follow", "third");

        ledger.stepEnded(run.id(), "follow", null);
        ledger.stepEnded(run.id(), "follow", "failed");
        ledger.stepEnded(run.id(), "unknown", null);

        assertThat(ledger.steps(run.id()))
                .containsExactly(
                        new Step("follow", "first", START, null, null),
                        new Step("follow", "second", START, START, "failed"),
                        new Step("follow", "third", START, START, null));
    }

    @Test
    void wordsAboutAnUnknownRunAreDropped() {
        ledger.note("no-such-run", "waits");
        ledger.stepStarted("no-such-run", "follow", "Follow deployment");
        ledger.stepEnded("no-such-run", "follow", null);

        assertThat(ledger.steps("no-such-run")).isEmpty();
    }

    @Test
    void theNewestRunsComeFirst() {
        Run first = granted(claim("drover-1"));
        Run second = granted(ledger.claim("project-created", subject + "-2", "drover-1", LEASE));
        Run third = granted(ledger.claim("project-created", subject + "-3", "drover-1", LEASE));

        assertThat(ledger.runs(2)).extracting(Run::id).containsExactly(third.id(), second.id());
        assertThat(ledger.runs(1000)).extracting(Run::id).startsWith(third.id(), second.id(), first.id());
    }

    @Test
    void tooLongATextIsCutInsteadOfRefused() {
        Run run = granted(claim("drover-1"));

        ledger.stepStarted(run.id(), "step", "t".repeat(300));
        ledger.stepEnded(run.id(), "step", "p\0".repeat(4000));
        ledger.note(run.id(), "x".repeat(999) + "\uD83D\uDC02 and more");

        assertThat(findRun(run.id()).waitingFor()).isEqualTo("x".repeat(999));
        assertThat(ledger.steps(run.id()).get(0).title()).isEqualTo("t".repeat(255));
        assertThat(ledger.steps(run.id()).get(0).problem()).isEqualTo("p\uFFFD".repeat(2000));
        ledger.park(run, "r".repeat(5000));
        assertThat(findRun(run.id()).reason()).isEqualTo("r".repeat(4000));
    }

    @Test
    void tooLongASubjectIsRefusedForGood() {
        assertThatExceptionOfType(Permanent.class)
                .isThrownBy(() -> ledger.claim("project-created", "s".repeat(256), "drover-1", LEASE))
                .withMessageContaining("256 characters");
    }

    @Test
    void repositoriesAreRememberedAndReplaced() {
        RepositoryOrigin deploy = origin("acme/deploy-" + subject, "deploy", "a".repeat(40));
        RepositoryOrigin build = origin("acme/build-" + subject, "build", "a".repeat(40));
        ledger.remember(deploy);
        ledger.remember(build);

        RepositoryOrigin later = origin(deploy.repository(), "deploy", "b".repeat(40));
        ledger.remember(later);

        assertThat(ledger.repositories("dzd_1", subject)).containsExactly(build, later);
        assertThat(ledger.repositories("dzd_2", subject)).isEmpty();
    }

    @Test
    void aRepositoryRememberedByManyAtOnceIsRememberedOnce() throws Exception {
        RepositoryOrigin origin = origin("acme/" + subject, "build", "c".repeat(40));

        allAtOnce(8, () -> {
            ledger.remember(origin);
            return origin;
        });

        assertThat(ledger.repositories("dzd_1", subject)).containsExactly(origin);
    }

    @Test
    void anIntentIsThereBeforeTheCallAndTellsWhatBecameOfIt() {
        Intents intents = ledger.intents();
        intents.intend(intent(subject, "acme/" + subject));
        assertThat(intents.find(subject)).get().extracting(Intent::state).isEqualTo(Intent.State.INTENDED);

        intents.accepted(subject);
        assertThat(intents.find(subject)).get().extracting(Intent::state).isEqualTo(Intent.State.ACCEPTED);
        intents.started(subject, 4711, "https://github.com/acme/churn/actions/runs/4711");
        intents.ended(subject, "success", START.plusSeconds(9));

        Intent ended = intents.find(subject).orElseThrow();
        assertThat(ended.state()).isEqualTo(Intent.State.ENDED);
        assertThat(ended.workflowRunId()).isEqualTo(4711);
        assertThat(ended.conclusion()).isEqualTo("success");
        assertThat(ended.intendedAt()).isEqualTo(START);
        assertThat(ended.endedAt()).isEqualTo(START.plusSeconds(9));
        assertThat(intents.workflowRuns("acme/" + subject)).containsExactly(4711L);
        assertThat(intents.newestStarted("group " + subject)).contains(ended);
        assertThat(intents.newest(1000)).contains(ended);
    }

    @Test
    void aWithdrawnIntentIsGoneButNotOneWhoseWorkflowRunIsKnown() {
        Intents intents = ledger.intents();
        intents.intend(intent(subject, "acme/churn"));

        intents.withdraw(subject);

        assertThat(intents.find(subject)).isEmpty();
        intents.intend(intent(subject, "acme/churn"));
        intents.started(subject, 1, "");
        intents.withdraw(subject);
        assertThat(intents.find(subject)).isPresent();
    }

    @Test
    void thereIsOneIntentForASubject() {
        ledger.intents().intend(intent(subject, "acme/churn"));

        assertThatThrownBy(() -> ledger.intents().intend(intent(subject, "acme/churn")))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void whatIsUncertainIsMarkedSo() {
        ledger.intents().intend(intent(subject, "acme/churn"));

        ledger.intents().uncertain(subject);

        assertThat(ledger.intents().find(subject))
                .get()
                .extracting(Intent::state)
                .isEqualTo(Intent.State.UNCERTAIN);
        assertThat(ledger.intents().newestStarted("group " + subject)).isEmpty();
    }

    @Test
    void theLastReviewerOfAStatusIsRemembered() {
        ledger.review(subject, "Approved", START, "arn:aws:iam::111122223333:user/first");
        ledger.review(subject, "Approved", START, "arn:aws:iam::111122223333:user/first");
        ledger.review(subject, "Approved", START.plusSeconds(1), "arn:aws:iam::111122223333:user/second");

        assertThat(ledger.reviewer(subject, "Approved")).contains("arn:aws:iam::111122223333:user/second");
        assertThat(ledger.reviewer(subject, "Rejected")).isEmpty();
    }

    @Test
    void theRepositoriesOfAProjectAreFoundWithoutItsDomain() {
        RepositoryOrigin deploy = origin("acme/" + subject, "deploy", "c1");
        ledger.remember(deploy);

        assertThat(ledger.repositories(subject)).containsExactly(deploy);
    }

    @Test
    void finishedWorkIsGoneThroughOnceMoreInANewRunWhenAskedTo() {
        Run first = granted(claim("drover-1"));
        ledger.finish(first);

        Run second = granted(ledger.claimAgain("project-created", subject, "drover-1", LEASE));

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(claim("drover-2")).isInstanceOf(Claim.Held.class);
    }

    @Test
    void whoHoldsTheClaimMayGoOn() {
        Run run = granted(claim("drover-1"));

        assertThat(ledger.standing(run)).isEqualTo(new Standing.Held());
    }

    @Test
    void whoseClaimWasTakenOverMayNotGoOn() {
        Run slow = granted(claim("drover-1"));
        clock.tick(LEASE);
        Run taken = granted(claim("drover-2"));

        assertThat(ledger.standing(slow)).isEqualTo(new Standing.Lost());
        assertThat(ledger.standing(taken)).isEqualTo(new Standing.Held());
    }

    @Test
    void aRunThatIsWorkedOnIsAskedToStopAndEndsByItself() {
        Run run = granted(claim("drover-1"));

        assertThat(ledger.stop("project-created", subject, "It was deleted.")).contains(START.plus(LEASE));
        assertThat(ledger.standing(run)).isEqualTo(new Standing.AskedToStop("It was deleted."));
        ledger.stopped(run, "It was deleted.");

        assertThat(findRun(run.id()).state()).isEqualTo(Run.State.STOPPED);
        assertThat(findRun(run.id()).reason()).isEqualTo("It was deleted.");
        assertThat(ledger.stop("project-created", subject, "It was deleted.")).isEmpty();
        assertThat(claim("drover-2")).isInstanceOf(Claim.Finished.class);
    }

    @Test
    void aRunThatNobodyWorksOnIsStoppedAtOnce() {
        Run run = granted(claim("drover-1"));
        ledger.stepStarted(run.id(), "wait", "Wait");
        ledger.release(run);

        assertThat(ledger.stop("project-created", subject, "It was deleted.")).isEmpty();

        assertThat(findRun(run.id()).state()).isEqualTo(Run.State.STOPPED);
        assertThat(ledger.steps(run.id())).extracting(Step::problem).containsExactly("cut short");
        assertThat(claim("drover-2")).isInstanceOf(Claim.Finished.class);
    }

    @Test
    void whatComesAfterItsDeletionFindsItStopped() {
        assertThat(ledger.stop("project-created", subject, "It was deleted.")).isEmpty();

        assertThat(claim("drover-1")).isInstanceOf(Claim.Finished.class);
        assertThat(ledger.claimAgain("project-created", subject, "drover-1", LEASE))
                .isInstanceOf(Claim.Finished.class);
    }

    @Test
    void aParkedRunStaysParkedAndItsRetryFindsItStopped() {
        Run run = granted(claim("drover-1"));
        ledger.park(run, "no template");

        ledger.stop("project-created", subject, "It was deleted.");

        assertThat(findRun(run.id()).state()).isEqualTo(Run.State.PARKED);
        assertThat(claim("drover-1")).isInstanceOf(Claim.Finished.class);
    }

    @Test
    void finishedWorkStaysFinishedWhenItIsStopped() {
        Run run = granted(claim("drover-1"));
        ledger.finish(run);

        assertThat(ledger.stop("project-created", subject, "It was deleted.")).isEmpty();

        assertThat(findRun(run.id()).state()).isEqualTo(Run.State.DONE);
    }

    @Test
    void theNewestRunOfEachSubjectTellsWhetherSomebodyWorksOnIt() {
        Run parked = granted(claim("drover-1"));
        ledger.park(parked, "no template");
        Run newest = granted(claim("drover-1"));

        assertThat(subjectAsItStands().newest().id()).isEqualTo(newest.id());
        assertThat(subjectAsItStands().held()).isTrue();
        clock.tick(LEASE);
        assertThat(subjectAsItStands().held()).isFalse();
    }

    private Subject subjectAsItStands() {
        return ledger.subjects("project-created").stream()
                .filter(each -> each.newest().subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aProjectIsRememberedAsItWasComparedLast() {
        ledger.checked(new Check(subject, START, List.of("Secret REGION is missing.", "It is public.")));
        var newer = new Check(subject, START.plusSeconds(60), List.of());

        assertThat(checks())
                .containsExactly(new Check(subject, START, List.of("Secret REGION is missing.", "It is public.")));
        ledger.checked(newer);

        assertThat(checks()).containsExactly(newer);
    }

    private List<Check> checks() {
        return ledger.checks().stream()
                .filter(check -> check.subject().equals(subject))
                .toList();
    }

    @Test
    void openIntentsOfARepositoryAreThoseWhoseEndWasNotSeen() {
        String repository = "acme/" + subject;
        ledger.intents().intend(intent(subject + "-1", repository));
        ledger.intents().intend(intent(subject + "-2", repository));
        ledger.intents().started(subject + "-1", 1, "https://example.org/1");
        ledger.intents().ended(subject + "-1", "success", START);

        assertThat(ledger.intents().open(repository))
                .extracting(Intent::subject)
                .containsExactly(subject + "-2");
    }

    private static Intent intent(String subject, String repository) {
        return Intent.of(
                subject,
                "group " + subject,
                "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/1",
                repository,
                "deploy.yml",
                "main",
                "correlation",
                START);
    }

    @Test
    void theOverviewShowsAProjectWithItsNewestRunAndItsName() {
        Run run = granted(claim("drover-1"));
        ledger.name(subject, "churn");
        ledger.name(subject, "Churn model");

        ProjectEntry entry = ledger.overview().project(subject).orElseThrow();

        assertThat(entry.subject()).isEqualTo(subject);
        assertThat(entry.name()).isEqualTo("Churn model");
        assertThat(entry.state()).isEqualTo(ProjectState.RUNNING);
        assertThat(entry.held()).isTrue();
        assertThat(entry.newest().id()).isEqualTo(run.id());
        assertThat(ledger.overview().run(run.id())).map(Run::subject).hasValue(subject);
        assertThat(ledger.overview().run("unknown")).isEmpty();
        assertThat(ledger.overview().project(subject + "-other")).isEmpty();
    }

    @Test
    void theOverviewTellsWhatAProjectWaitsForUntilItsStepHasEnded() {
        Run run = granted(claim("drover-1"));
        ledger.stepStarted(run.id(), "project-ready", "Project ready");
        ledger.note(run.id(), "No space is in service yet");

        assertThat(state()).isEqualTo(ProjectState.WAITING);

        ledger.stepEnded(run.id(), "project-ready", null);

        assertThat(state()).isEqualTo(ProjectState.RUNNING);
        assertThat(findRun(run.id()).waitingFor()).isNull();
    }

    @Test
    void aProjectThatNobodyHoldsWaits() {
        claim("drover-1");

        clock.tick(LEASE);

        assertThat(state()).isEqualTo(ProjectState.WAITING);
    }

    @Test
    void theOverviewShowsHowAProjectEnded() {
        Run parked = granted(claim("drover-1"));
        ledger.park(parked, "No template");
        assertThat(state()).isEqualTo(ProjectState.PARKED);

        ledger.finish(granted(claim("drover-1")));
        assertThat(state()).isEqualTo(ProjectState.DONE);

        Run deletion = granted(ledger.claim("project-deleted", subject, "drover-1", LEASE));
        assertThat(state()).isEqualTo(ProjectState.RUNNING);

        ledger.finish(deletion);
        assertThat(state()).isEqualTo(ProjectState.DELETED);
    }

    @Test
    void theOverviewListsInPagesTheNewestFirst() {
        List<String> subjects = List.of(subject + "-1", subject + "-2", subject + "-3");
        subjects.forEach(each -> ledger.claim("project-created", each, "drover-1", LEASE));

        List<ProjectEntry> first = ledger.overview().projects(filter(subject, 2, ProjectFilter.START));
        List<ProjectEntry> rest =
                ledger.overview().projects(filter(subject, 2, first.get(1).number()));

        assertThat(first).extracting(ProjectEntry::subject).containsExactly(subject + "-3", subject + "-2");
        assertThat(rest).extracting(ProjectEntry::subject).containsExactly(subject + "-1");
    }

    @Test
    void theOverviewFindsAProjectByPartsOfItsIdItsNameOrItsRepositories() {
        claim("drover-1");
        String tag = subject.substring(subject.length() - 12);
        ledger.name(subject, "100% Churn " + tag);
        ledger.remember(new RepositoryOrigin(
                "acme/Built-" + tag,
                "build",
                "dzd_1",
                subject.substring(6),
                "acme/templates",
                "main",
                "templates",
                "a".repeat(40),
                null));

        assertThat(found(tag.toUpperCase(Locale.ROOT))).containsExactly(subject);
        assertThat(found("100% churn " + tag)).containsExactly(subject);
        assertThat(found("built-" + tag)).containsExactly(subject);
        assertThat(found("%" + tag)).isEmpty();
        assertThat(ledger.overview()
                        .projects(new ProjectFilter(Set.of(ProjectState.PARKED), tag, false, 10, ProjectFilter.START)))
                .isEmpty();
    }

    @Test
    void theOverviewCountsProjectsByState() {
        int before = ledger.overview().totals().getOrDefault(ProjectState.PARKED, 0);

        ledger.park(granted(claim("drover-1")), "No template");

        assertThat(ledger.overview().totals()).containsEntry(ProjectState.PARKED, before + 1);
    }

    @Test
    void theOverviewKnowsTheRunsOfAProjectAndOfItsModels() {
        String project = subject.substring(6);
        Run created = granted(claim("drover-1"));
        Run dispatched = granted(ledger.claim("model-approved", subject + " approved", "drover-1", LEASE));
        Run unread = granted(ledger.claim(
                "model-approved", "arn:model-package/aiops-" + project + "-models/2 Approved", "drover-1", LEASE));
        granted(ledger.claim("model-approved", "arn:model-package/aiops-other-models/2 " + project, "drover-1", LEASE));
        String repository = "acme/" + project + "-deploy";
        ledger.remember(new RepositoryOrigin(
                repository, "deploy", "dzd_1", project, "acme/templates", "main", "templates", "b".repeat(40), null));
        ledger.intents()
                .intend(Intent.of(
                        dispatched.subject(), "group", "arn:package/1", repository, "deploy.yml", "main", "c", START));

        Overview overview = ledger.overview();

        assertThat(overview.runs(subject, 10))
                .extracting(Run::id)
                .containsExactly(unread.id(), dispatched.id(), created.id());
        assertThat(overview.runs(subject, 2)).hasSize(2);
        assertThat(overview.repositories(List.of(subject)).get(subject))
                .extracting(RepositoryOrigin::repository)
                .containsExactly(repository);
        assertThat(overview.newestIntents(List.of(repository)))
                .extractingByKey(repository)
                .extracting(Intent::modelPackage)
                .isEqualTo("arn:package/1");
    }

    @Test
    void theOverviewReadsStepsAndComparisonsOfManyAtOnce() {
        Run one = granted(claim("drover-1"));
        Run other = granted(ledger.claim("project-created", subject + "-2", "drover-1", LEASE));
        ledger.stepStarted(one.id(), "bucket-access", "Bucket access");
        ledger.stepEnded(one.id(), "bucket-access", null);
        ledger.stepStarted(one.id(), "build-repository", "Build repository");
        ledger.checked(new Check(subject, START, List.of("Secret REGION is missing.")));

        Overview overview = ledger.overview();
        List<String> runs = List.of(one.id(), other.id());

        assertThat(overview.newestSteps(runs))
                .containsOnlyKeys(one.id())
                .extractingByKey(one.id())
                .extracting(Step::id)
                .isEqualTo("build-repository");
        assertThat(overview.steps(runs).get(one.id()))
                .extracting(Step::id)
                .containsExactly("bucket-access", "build-repository");
        assertThat(overview.checks(List.of(subject, subject + "-2"))).containsOnlyKeys(subject);
        assertThat(overview.newestSteps(List.of())).isEmpty();
    }

    @Test
    void whatARepositoryWasMadeFromIsKeptWhenAnotherWordOfTheCommitDoesNotTellIt() {
        RepositoryOrigin told = build("a".repeat(40)).withTree("1".repeat(40));
        ledger.remember(told);

        ledger.remember(build("a".repeat(40)));
        assertThat(madeFrom()).containsExactly(told);

        ledger.remember(build("b".repeat(40)));
        assertThat(madeFrom()).containsExactly(build("b".repeat(40)));
    }

    @Test
    void aRepositoryIsBehindSinceThatWasSeenFirst() {
        claim("drover-1");
        RepositoryOrigin origin = build("a".repeat(40)).withTree("1".repeat(40));
        ledger.remember(origin);
        int behind = backlog().behind();

        ledger.mark(Map.of(origin, true));
        Instant seen = clock.instant();
        clock.tick(Duration.ofDays(1));
        ledger.mark(Map.of(origin, true));
        ledger.remember(build("a".repeat(40)));

        assertThat(behindSince()).containsExactly(entry(origin.repository(), seen));
        assertThat(foundBehind()).containsExactly(subject);
        assertThat(backlog().behind()).isEqualTo(behind + 1);

        ledger.mark(Map.of(origin, false));
        assertThat(behindSince()).isEmpty();
        assertThat(foundBehind()).isEmpty();
        assertThat(backlog().behind()).isEqualTo(behind);
    }

    @Test
    void aRepositoryThatWasMadeFromSomethingElseMeanwhileIsNotMarked() {
        RepositoryOrigin origin = build("a".repeat(40)).withTree("1".repeat(40));
        ledger.remember(build("b".repeat(40)).withTree("2".repeat(40)));

        ledger.mark(Map.of(origin, true));

        assertThat(behindSince()).isEmpty();
    }

    @Test
    void whatIsMadeFromAnotherCommitIsBehindNoMore() {
        RepositoryOrigin origin = build("a".repeat(40)).withTree("1".repeat(40));
        ledger.remember(origin);
        ledger.mark(Map.of(origin, true));

        ledger.remember(build("b".repeat(40)).withTree("2".repeat(40)));

        assertThat(behindSince()).isEmpty();
    }

    @Test
    void repositoriesOfADeletedProjectAreNeverBehind() {
        RepositoryOrigin origin = build("a".repeat(40)).withTree("1".repeat(40));
        ledger.remember(origin);
        ledger.mark(Map.of(origin, true));
        int projects = ledger.overview().projectsBehind();

        ledger.finish(granted(ledger.claim("project-deleted", subject, "drover-1", LEASE)));

        assertThat(madeFrom()).isEmpty();
        assertThat(behindSince()).isEmpty();
        assertThat(foundBehind()).isEmpty();
        assertThat(ledger.overview().projectsBehind()).isEqualTo(projects - 1);
    }

    /** As {@link #origin}, of this test's project and of a template of its own. */
    private RepositoryOrigin build(String commit) {
        return new RepositoryOrigin(
                "acme/build-" + subject,
                "build",
                "dzd_1",
                subject.substring(6),
                "acme/templates-" + subject,
                "main",
                "regression/model_build",
                commit,
                null);
    }

    private List<RepositoryOrigin> madeFrom() {
        assertThat(ledger.madeFrom("acme/templates-" + subject, "next")).isEmpty();
        return ledger.madeFrom("acme/templates-" + subject, "main");
    }

    private Map<String, Instant> behindSince() {
        return ledger.overview().behind(List.of("acme/build-" + subject));
    }

    private List<String> foundBehind() {
        return ledger.overview().projects(new ProjectFilter(Set.of(), subject, true, 10, ProjectFilter.START)).stream()
                .map(ProjectEntry::subject)
                .toList();
    }

    private ProjectState state() {
        return ledger.overview().project(subject).orElseThrow().state();
    }

    private List<String> found(String search) {
        return ledger.overview().projects(filter(search, 10, ProjectFilter.START)).stream()
                .map(ProjectEntry::subject)
                .toList();
    }

    @Test
    void whatNoStackAskedForIsNotRemembered() {
        assertThat(ledger.request(subject)).isEmpty();
    }

    @Test
    void aLaterRequestReplacesTheEarlierOneAndItsParametersAreGone() {
        ledger.remember(new ProjectRequest(subject, "train", Map.of("GitUser", "alice", "Inference", "batch")));
        ledger.remember(new ProjectRequest(subject + "-other", "train", Map.of("GitUser", "carol")));
        var later = new ProjectRequest(subject, "train-and-deploy", Map.of("GitUser", "", "ArtifactBucket", "acme"));

        ledger.remember(later);

        assertThat(ledger.request(subject)).contains(later);
        assertThat(ledger.request(subject + "-other"))
                .contains(new ProjectRequest(subject + "-other", "train", Map.of("GitUser", "carol")));
    }

    @Test
    void theSameRequestFromSeveralThreadsIsRememberedOnce() throws Exception {
        var request = new ProjectRequest(subject, "train", Map.of("GitUser", "alice", "Inference", "batch"));

        allAtOnce(4, () -> {
            ledger.remember(request);
            return request;
        });

        assertThat(ledger.request(subject)).contains(request);
    }

    @Test
    void anEarlierPushThatComesLateDoesNotReplaceALaterOne() {
        assertThat(ledger.newestPush(subject)).isEmpty();
        ledger.pushed(subject, "training@sha256:2", START);

        ledger.pushed(subject, "training@sha256:1", START.minusSeconds(1));
        ledger.pushed(subject + "-other", "training@sha256:4", START.plusSeconds(9));
        assertThat(ledger.newestPush(subject)).contains("training@sha256:2");

        ledger.pushed(subject, "training@sha256:3", START.plusSeconds(1));
        assertThat(ledger.newestPush(subject)).contains("training@sha256:3");
    }

    @Test
    void ofPushesFromSeveralThreadsTheLatestIsTheNewest() throws Exception {
        var seconds = new AtomicInteger();

        allAtOnce(4, () -> {
            int second = seconds.incrementAndGet();
            ledger.pushed(subject, "training@sha256:" + second, START.plusSeconds(second));
            return second;
        });

        assertThat(ledger.newestPush(subject)).contains("training@sha256:4");
    }

    private static ProjectFilter filter(String search, int limit, long after) {
        return new ProjectFilter(Set.of(), search, false, limit, after);
    }

    Claim claim(String owner) {
        return ledger.claim("project-created", subject, owner, LEASE);
    }

    Run findRun(String id) {
        return ledger.runs(1000).stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Run granted(Claim claim) {
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        return ((Claim.Granted) claim).run();
    }

    private List<Run> runsOfSubject() {
        return ledger.runs(1000).stream()
                .filter(run -> run.subject().equals(subject))
                .toList();
    }

    private RepositoryOrigin origin(String repository, String role, String commit) {
        return new RepositoryOrigin(
                repository,
                role,
                "dzd_1",
                subject,
                "acme/templates",
                "main",
                "templates/regression/model_" + role,
                commit,
                null);
    }

    private static <T> List<T> allAtOnce(int threads, Callable<T> action) throws Exception {
        var start = new CyclicBarrier(threads);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(workers.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            workers.shutdownNow();
        }
    }
}
