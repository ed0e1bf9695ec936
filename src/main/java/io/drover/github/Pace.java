package io.drover.github;

import io.drover.failure.RetryLater;
import io.drover.github.PaceState.Budget;
import io.drover.github.Work.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one pace of all requests to GitHub: never more than the limits allow, urgent work first, nothing at all while GitHub asked to wait.
 * A request that waits holds no thread. Safe for several threads.
 */
public final class Pace implements Turns, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pace.class);

    private static final Duration WORTH_SAYING = Duration.ofSeconds(30);

    /** Runs something later; never on the caller's thread. */
    @FunctionalInterface
    public interface Timer {
        void after(Duration delay, Runnable what);

        /** By the machine's time. */
        static Timer on(Executor executor) {
            // A moment later rather than a moment too early.
            return (delay, what) -> CompletableFuture.delayedExecutor(
                            delay.toMillis() + 1, TimeUnit.MILLISECONDS, executor)
                    .execute(what);
        }
    }

    private final PaceLimits limits;
    private final Clock clock;
    private final Timer timer;

    private final Allowance points;
    private final Allowance contentAMinute;
    private final Allowance contentAnHour;
    private final Allowance notifications;
    private final TreeSet<Waiting> queue = new TreeSet<>();
    private final Map<Work, Cost> expected = new HashMap<>();
    private final Map<String, String> runs = new HashMap<>();
    private final Hold hold;
    private boolean settingsAreContent;
    private PaceState.@Nullable Primary primary;
    private int underWay;
    private long arrivals;
    private @Nullable Instant wakeUp;
    private boolean closed;

    public Pace(PaceLimits limits, Clock clock, Timer timer) {
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        Instant now = clock.instant();
        points = Allowance.of(limits.pointsPerMinute(), Duration.ofMinutes(1), now);
        contentAMinute = Allowance.of(limits.creationsPerMinute(), Duration.ofMinutes(1), now);
        contentAnHour = Allowance.of(limits.creationsPerHour(), Duration.ofHours(1), now);
        notifications = Allowance.spaced(limits.spacing(), now);
        hold = new Hold(clock);
    }

    @Override
    public <T> CompletableFuture<T> run(Work work, RequestKind kind, Supplier<CompletableFuture<T>> request) {
        var answer = new CompletableFuture<T>();
        Runnable begin = () -> {
            var unused = begin(request).whenComplete((value, problem) -> {
                ended();
                if (problem == null) {
                    answer.complete(value);
                } else {
                    answer.completeExceptionally(problem);
                }
            });
        };
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedFuture(stopping());
            }
            queue.add(new Waiting(work, arrivals++, kind, begin, answer::completeExceptionally));
        }
        goOn();
        return answer;
    }

    /** For what a request needs while it is under way itself: its token. */
    Turns aside() {
        return new Aside(this);
    }

    synchronized Duration held() {
        return hold.left(clock.instant());
    }

    synchronized String heldBy() {
        return hold.reason();
    }

    static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void ended() {
        synchronized (this) {
            underWay--;
        }
        goOn();
    }

    /**
     * Begins what may begin now, one after the other: after each it is asked again whether GitHub has asked to wait meanwhile. Outside the
     * lock, since a request that fails at once ends here.
     */
    private void goOn() {
        for (Runnable next = admitted(); next != null; next = admitted()) {
            next.run();
        }
    }

    /**
     * The next request whose turn has come, null when there is none now. In order; one that lacks something keeps that from all behind it,
     * so that small ones never starve a large one, and lets those pass that need nothing of it.
     */
    private synchronized @Nullable Runnable admitted() {
        Instant now = clock.instant();
        Duration held = hold.left(now);
        if (!held.isZero()) {
            wakeUpAfter(held, now);
            return null;
        }
        Duration soonest = null;
        boolean contentLacks = false;
        boolean notificationsLack = false;
        Iterator<Waiting> waiting = queue.iterator();
        while (waiting.hasNext() && underWay < limits.concurrency()) {
            Waiting one = waiting.next();
            boolean content = isContent(one.kind());
            boolean notifies = one.kind().notifies();
            if ((content && contentLacks) || (notifies && notificationsLack)) {
                continue;
            }
            Duration wait = wait(one.kind(), now);
            if (wait.isZero()) {
                take(one, now);
                waiting.remove();
                return one.begin();
            }
            soonest = soonest == null || wait.compareTo(soonest) < 0 ? wait : soonest;
            if (!points.has(one.kind().points(), now)) {
                break;
            }
            contentLacks |= content;
            notificationsLack |= notifies;
        }
        if (soonest != null) {
            wakeUpAfter(soonest, now);
        }
        return null;
    }

    private Duration wait(RequestKind kind, Instant now) {
        Duration wait = points.wait(kind.points(), now);
        if (isContent(kind)) {
            wait = longer(wait, longer(contentAMinute.wait(1, now), contentAnHour.wait(1, now)));
        }
        return kind.notifies() ? longer(wait, notifications.wait(1, now)) : wait;
    }

    private void take(Waiting one, Instant now) {
        underWay++;
        points.take(one.kind().points(), now);
        if (isContent(one.kind())) {
            contentAMinute.take(1, now);
            contentAnHour.take(1, now);
        }
        if (one.kind().notifies()) {
            notifications.take(1, now);
        }
        expected.computeIfPresent(one.work(), (work, cost) -> cost.minus(Cost.of(one.kind())));
    }

    private boolean isContent(RequestKind kind) {
        return kind.creates() || (settingsAreContent && kind == RequestKind.SETTING);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void wakeUpAfter(Duration delay, Instant now) {
        if (queue.isEmpty()) {
            return;
        }
        Instant moment = now.plus(delay);
        if (wakeUp == null || moment.isBefore(wakeUp)) {
            wakeUp = moment;
            timer.after(delay, () -> {
                synchronized (this) {
                    if (moment.equals(wakeUp)) {
                        wakeUp = null;
                    }
                }
                goOn();
            });
        }
    }

    @Override
    public void answered(Answer answer) {
        synchronized (this) {
            primary = PaceState.Primary.of(answer, primary);
            if (answer.ok()) {
                hold.succeeded();
            }
            Limit.of(answer, clock).ifPresent(this::limited);
            if (answer.ok() && primary != null && primary.usedUp(clock.instant())) {
                hold.until(primary.reset(), "the hour's requests are used up");
            }
        }
    }

    private void limited(Limit limit) {
        hold.add(limit);
        if (limit.secondary() && !settingsAreContent) {
            settingsAreContent = true;
            log.atWarn()
                    .log(
                            "GitHub answered with a secondary rate limit: secrets and variables count as content from now on,"
                                    + " at most {} a minute and {} an hour",
                            limits.creationsPerMinute(),
                            limits.creationsPerHour());
        }
    }

    /** The work's cost is kept until it is {@link #over}, so that {@link #state} can tell when all will be done. */
    @Override
    public Work work(Priority priority, String subject, Cost cost) {
        Work work;
        Instant finish;
        synchronized (this) {
            Instant now = clock.instant();
            for (Work known : expected.keySet()) {
                if (known.priority() == priority && known.subject().equals(subject)) {
                    return known;
                }
            }
            work = new Work(priority, now, subject, runs.get(subject));
            expected.put(work, cost);
            finish = plannedFinish(now);
            if (Duration.between(now, finish).compareTo(WORTH_SAYING) < 0) {
                return work;
            }
        }
        log.atInfo().log("{}: waits for GitHub's limits; all that waits is planned to be done at {}", subject, finish);
        return work;
    }

    /** From now on the subject's requests are those of a run. */
    public synchronized void begun(String subject, String run) {
        runs.put(subject, run);
    }

    /** The work is over, done or not. */
    public synchronized void over(String subject) {
        runs.remove(subject);
        expected.keySet().removeIf(work -> work.subject().equals(subject));
    }

    /** What is used, what is left, who waits, and until when. */
    public synchronized PaceState state() {
        Instant now = clock.instant();
        Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            waiting.put(priority, 0);
        }
        queue.forEach(one -> waiting.merge(one.work().priority(), 1, Integer::sum));
        return new PaceState(
                List.of(
                        Budget.of("points per minute", points, now),
                        Budget.of("content per minute", contentAMinute, now),
                        Budget.of("content per hour", contentAnHour, now)),
                primary,
                settingsAreContent,
                hold.left(now).isZero() ? null : now.plus(hold.left(now)),
                hold.left(now).isZero() ? null : hold.reason(),
                underWay,
                limits.concurrency(),
                waiting,
                expected.size(),
                expected.isEmpty() && queue.isEmpty() ? null : plannedFinish(now));
    }

    private Instant plannedFinish(Instant now) {
        Map<Work, Cost> queued = new HashMap<>();
        queue.forEach(one -> queued.merge(one.work(), Cost.of(one.kind()), Cost::plus));
        expected.forEach(queued::put);
        Cost all = queued.values().stream().reduce(Cost.NOTHING, Cost::plus);
        int content = all.content(settingsAreContent);
        Duration wait = longer(
                points.wait(all.points(), now),
                longer(contentAMinute.wait(content, now), contentAnHour.wait(content, now)));
        return now.plus(hold.left(now)).plus(wait);
    }

    /** Whatever waits fails, to be done by the next delivery of its event. */
    @Override
    public void close() {
        List<Waiting> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(queue);
            queue.clear();
        }
        left.forEach(one -> one.giveUp().accept(stopping()));
    }

    private static RetryLater stopping() {
        return new RetryLater("Drover stops, so nothing more is asked of GitHub; the next delivery goes on.");
    }
}
