package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.failure.RetryLater;
import io.drover.github.Work.Priority;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final PaceLimits GITHUB = new PaceLimits(16, 900, 80, 500, Duration.ofSeconds(3));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTime time = new VirtualTime();
    private final Pace pace = new Pace(GITHUB, time.clock(), time);
    private final List<Begun> begun = new ArrayList<>();

    private record Begun(String name, RequestKind kind, Instant at) {}

    @Test
    void oneOnboardingGoesThroughAtFullSpeed() {
        onboard("one", Duration.ofMillis(100));

        time.passAll();

        assertThat(begun).hasSize(36);
        assertThat(Duration.between(begun.get(0).at(), begun.get(35).at())).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void noWindowOfAMinuteSeesMorePointsThanAllowed() {
        for (int i = 0; i < 60; i++) {
            onboard("project " + i, Duration.ofMillis(50));
        }

        time.passAll();

        assertThat(begun).hasSize(60 * 36);
        assertThat(mostIn(MINUTE, any -> true, true)).isGreaterThan(700).isLessThanOrEqualTo(900);
    }

    @Test
    void noWindowSeesMoreContentThanAllowed() {
        for (int i = 0; i < 700; i++) {
            ask("repository " + i, RequestKind.CREATION, Work.BACKGROUND, Duration.ZERO);
        }

        time.passAll();

        assertThat(begun).hasSize(700);
        assertThat(mostIn(MINUTE, any -> true, false)).isLessThanOrEqualTo(80);
        assertThat(mostIn(HOUR, any -> true, false)).isGreaterThan(400).isLessThanOrEqualTo(500);
    }

    @Test
    void aHundredOnboardingsFinishWhenItWasPlanned() {
        for (int i = 0; i < 100; i++) {
            onboard("project " + i, Duration.ofMillis(200));
        }
        Instant start = time.now();
        Instant planned = pace.state().plannedFinish();

        time.passAll();

        Duration took = Duration.between(start, begun.get(begun.size() - 1).at());
        assertThat(begun).hasSize(3600);
        assertThat((double) Duration.between(start, planned).toSeconds())
                .isCloseTo((double) took.toSeconds(), within(took.toSeconds() * 0.1));
    }

    @Test
    void secretsCountAsContentOnceGitHubAnswersWithASecondaryLimit() {
        ask("first", RequestKind.SETTING, Work.BACKGROUND, Duration.ZERO);
        assertThat(pace.state().settingsAreContent()).isFalse();
        pace.answered(answer(403, Map.of("Retry-After", "30"), "You have exceeded a secondary rate limit."));
        begun.clear();
        for (int i = 0; i < 100; i++) {
            ask("secret " + i, RequestKind.SETTING, Work.BACKGROUND, Duration.ZERO);
        }

        time.passAll();

        assertThat(pace.state().settingsAreContent()).isTrue();
        assertThat(mostIn(MINUTE, any -> true, false)).isLessThanOrEqualTo(80);
        assertThat(Duration.between(begun.get(0).at(), begun.get(99).at())).isGreaterThan(MINUTE);
    }

    @Test
    void aPrimaryLimitDoesNotMakeSecretsContent() {
        Instant reset = time.now().plus(HOUR);
        pace.answered(answer(
                403,
                Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", String.valueOf(reset.getEpochSecond())),
                "API rate limit exceeded"));

        assertThat(pace.state().settingsAreContent()).isFalse();
        assertThat(pace.state().heldUntil()).isEqualTo(reset.plusSeconds(1));
        assertThat(pace.state().heldBy()).isEqualTo("the primary rate limit");
    }

    @Test
    void nothingGoesBeforeTheTimeThatGitHubAskedFor() {
        pace.answered(answer(429, Map.of("Retry-After", "90"), "slow down"));
        ask("read", RequestKind.READ, Work.BACKGROUND, Duration.ZERO);

        time.pass(Duration.ofSeconds(89));
        assertThat(begun).isEmpty();
        time.pass(Duration.ofSeconds(1));

        assertThat(begun).hasSize(1);
    }

    @Test
    void aLimitThatComesWhileABatchIsLetGoStopsTheRestOfIt() {
        pace.answered(answer(429, Map.of("Retry-After", "1"), ""));
        var unused = pace.run(Work.BACKGROUND, RequestKind.READ, () -> {
            begun.add(new Begun("first", RequestKind.READ, time.now()));
            pace.answered(answer(429, Map.of("Retry-After", "60"), ""));
            return CompletableFuture.<Void>completedFuture(null);
        });
        ask("second", RequestKind.READ, Work.BACKGROUND, Duration.ZERO);

        time.passAll();

        assertThat(Duration.between(begun.get(0).at(), begun.get(1).at())).isEqualTo(MINUTE);
    }

    @Test
    void aLimitWithoutATimeIsAMinuteAndDoublesUntilSomethingSucceeds() {
        Instant first = time.now();
        pace.answered(answer(403, Map.of(), "You have exceeded a secondary rate limit"));
        pace.answered(answer(403, Map.of(), "You have exceeded a secondary rate limit"));
        assertThat(pace.state().heldUntil()).isEqualTo(first.plus(MINUTE));
        time.pass(MINUTE);
        Instant second = time.now();
        pace.answered(answer(403, Map.of(), "You have exceeded a secondary rate limit"));
        assertThat(pace.state().heldUntil()).isEqualTo(second.plus(MINUTE.multipliedBy(2)));

        time.pass(MINUTE.multipliedBy(2));
        pace.answered(answer(200, Map.of(), ""));
        Instant third = time.now();
        pace.answered(answer(403, Map.of(), "You have exceeded a secondary rate limit"));

        assertThat(pace.state().heldUntil()).isEqualTo(third.plus(MINUTE));
    }

    @Test
    void theLastRequestOfTheHourIsFollowedByAWait() {
        Instant reset = time.now().plus(Duration.ofMinutes(10));
        pace.answered(answer(
                200,
                Map.of(
                        "X-RateLimit-Resource", "core",
                        "X-RateLimit-Limit", "5000",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset", String.valueOf(reset.getEpochSecond())),
                ""));
        ask("read", RequestKind.READ, Work.BACKGROUND, Duration.ZERO);

        time.pass(Duration.ofMinutes(9));
        assertThat(begun).isEmpty();
        assertThat(pace.state().primary()).isEqualTo(new PaceState.Primary(5000, 5000, 0, reset));
        time.pass(MINUTE);

        assertThat(begun).hasSize(1);
    }

    @Test
    void aDeploymentGoesBeforeAnOnboardingAndThatBeforeTheBackground() {
        pace.answered(answer(429, Map.of("Retry-After", "1"), ""));
        ask("background", RequestKind.READ, Work.BACKGROUND, Duration.ZERO);
        ask("onboarding", RequestKind.READ, pace.work(Priority.ONBOARDING, "p", Cost.NOTHING), Duration.ZERO);
        ask("deployment", RequestKind.READ, pace.work(Priority.DEPLOYMENT, "m", Cost.NOTHING), Duration.ZERO);

        time.passAll();

        assertThat(begun).extracting(Begun::name).containsExactly("deployment", "onboarding", "background");
    }

    @Test
    void oneProjectIsFinishedBeforeTheNextIsBegun() {
        Work first = pace.work(Priority.ONBOARDING, "first", Cost.NOTHING);
        time.pass(Duration.ofSeconds(1));
        Work second = pace.work(Priority.ONBOARDING, "second", Cost.NOTHING);
        pace.answered(answer(429, Map.of("Retry-After", "1"), ""));
        ask("second", RequestKind.WRITE, second, Duration.ZERO);
        ask("first", RequestKind.WRITE, first, Duration.ZERO);

        time.passAll();

        assertThat(begun).extracting(Begun::name).containsExactly("first", "second");
    }

    @Test
    void readsPassARequestThatWaitsForRoomAmongTheContent() {
        for (int i = 0; i < 17; i++) {
            ask("repository " + i, RequestKind.CREATION, Work.BACKGROUND, Duration.ofMillis(1));
        }
        ask("read", RequestKind.READ, Work.BACKGROUND, Duration.ZERO);

        time.pass(Duration.ofMillis(10));

        assertThat(begun).hasSize(17).last().extracting(Begun::name).isEqualTo("read");
    }

    @Test
    void whatNotifiesPeopleIsThreeSecondsApart() {
        ask("one", RequestKind.PULL_REQUEST, Work.BACKGROUND, Duration.ZERO);
        ask("two", RequestKind.INVITATION, Work.BACKGROUND, Duration.ZERO);
        ask("three", RequestKind.PULL_REQUEST, Work.BACKGROUND, Duration.ZERO);

        time.passAll();

        assertThat(Duration.between(begun.get(0).at(), begun.get(1).at())).isEqualTo(Duration.ofSeconds(3));
        assertThat(Duration.between(begun.get(1).at(), begun.get(2).at())).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theStateShowsWhatIsUsedAndWhoWaits() {
        pace.answered(answer(429, Map.of("Retry-After", "60"), ""));
        ask("read", RequestKind.READ, pace.work(Priority.ONBOARDING, "p", new Cost(1, 200, 1)), Duration.ZERO);

        PaceState state = pace.state();

        assertThat(state.waiting()).containsEntry(Priority.ONBOARDING, 1).containsEntry(Priority.BACKGROUND, 0);
        assertThat(state.works()).isEqualTo(1);
        assertThat(state.budgets().get(0).limit()).isEqualTo(900);
        assertThat(state.budgets().get(0).left()).isEqualTo(180);
        assertThat(state.plannedFinish()).isAfter(time.now().plusSeconds(60));
        pace.over("p");
        time.passAll();
        assertThat(pace.state().plannedFinish()).isNull();
    }

    @Test
    void whatWaitsWhenDroverStopsIsLeftToTheNextDelivery() {
        pace.answered(answer(429, Map.of("Retry-After", "60"), ""));
        CompletableFuture<Void> waiting = request("read", RequestKind.READ, Work.BACKGROUND, Duration.ZERO);

        pace.close();

        assertThatThrownBy(() -> Await.answer(waiting)).isInstanceOf(RetryLater.class);
        assertThatThrownBy(() -> Await.answer(request("late", RequestKind.READ, Work.BACKGROUND, Duration.ZERO)))
                .isInstanceOf(RetryLater.class);
        assertThat(begun).isEmpty();
    }

    /** As an onboarding is: reads, secrets at once, a repository, more secrets. */
    private void onboard(String name, Duration latency) {
        Work work = pace.work(Priority.ONBOARDING, name, new Cost(5, 30, 1));
        var unused = all(name, work, RequestKind.READ, 3, latency)
                .thenCompose(done -> all(name, work, RequestKind.SETTING, 15, latency))
                .thenCompose(done -> all(name, work, RequestKind.READ, 1, latency))
                .thenCompose(done -> all(name, work, RequestKind.CREATION, 1, latency))
                .thenCompose(done -> all(name, work, RequestKind.READ, 1, latency))
                .thenCompose(done -> all(name, work, RequestKind.SETTING, 15, latency))
                .thenRun(() -> pace.over(name));
    }

    private CompletableFuture<Void> all(String name, Work work, RequestKind kind, int times, Duration latency) {
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            requests.add(request(name, kind, work, latency));
        }
        return CompletableFuture.allOf(requests.toArray(CompletableFuture[]::new));
    }

    private void ask(String name, RequestKind kind, Work work, Duration latency) {
        var unused = request(name, kind, work, latency);
    }

    private CompletableFuture<Void> request(String name, RequestKind kind, Work work, Duration latency) {
        return pace.run(work, kind, () -> {
            begun.add(new Begun(name, kind, time.now()));
            var answer = new CompletableFuture<Void>();
            time.after(latency, () -> answer.complete(null));
            return answer;
        });
    }

    private long mostIn(Duration window, Predicate<Begun> which, boolean points) {
        List<Begun> counted = begun.stream().filter(which).toList();
        long most = 0;
        for (int first = 0; first < counted.size(); first++) {
            long sum = 0;
            Instant end = counted.get(first).at().plus(window);
            for (int i = first; i < counted.size() && counted.get(i).at().isBefore(end); i++) {
                sum += points ? counted.get(i).kind().points() : 1;
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static Answer answer(int status, Map<String, String> headers, String message) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        JsonNode body = JsonNodeFactory.instance.objectNode().put("message", message);
        return new Answer(status, HttpHeaders.of(all, (name, value) -> true), body);
    }
}
