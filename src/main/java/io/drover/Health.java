package io.drover;

import io.drover.QueueWatch.Count;
import io.drover.camel.ConditionCheck;
import io.drover.camel.RoutesRunning;
import io.drover.doctor.Usage;
import io.drover.health.Condition;
import io.drover.health.Condition.State;
import io.drover.health.Look;
import io.drover.health.Watch;
import io.drover.ledger.Backlog;
import io.drover.ledger.Ledger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck.Kind;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * Watches what Drover needs, and shows it as Camel's health checks and as metrics. Ready is who can take on new work; alive is who needs no
 * restart. No probe asks anybody: it gets what was seen last.
 */
final class Health {
    /** GitHub and the open runs are looked at once in so many intervals: each look costs GitHub or the ledger something. */
    private static final int SELDOM = 6;

    /** Longer than a message stays hidden or waits between two tries. */
    private static final Duration STUCK_AFTER = Duration.ofMinutes(15);

    /** Looks begin on time unless the whole process stands still. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(1);

    /** By then Camel polls the feeds, and can read the token. */
    private static final Duration UNTIL_STARTED = Duration.ofSeconds(5);

    private final CamelContext camel;
    private final Settings.HealthPlan plan;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ExecutorService looks;
    private final List<ConditionCheck> checks = new ArrayList<>();
    private volatile Instant ticked;

    Health(CamelContext camel, Settings.HealthPlan plan, MeterRegistry meters, Clock clock) {
        this.camel = camel;
        this.plan = plan;
        this.meters = meters;
        this.clock = clock;
        this.ticked = clock.instant();
        this.timer = camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "health");
        this.looks = camel.getExecutorServiceManager().newCachedThreadPool(this, "look");
        checks.add(new ConditionCheck("process", Kind.LIVENESS, this::process));
        checks.add(new ConditionCheck("routes", Kind.READINESS, new RoutesRunning(camel)::condition));
    }

    private Condition process() {
        Duration still = Duration.between(ticked, clock.instant());
        return still.compareTo(LONGEST_STANDSTILL.plus(plan.interval())) > 0
                ? Condition.down(
                        "Nothing was looked at for %d s: the process stands still.".formatted(still.toSeconds()))
                : Condition.up("The process works.");
    }

    /** That it can be written; without it nothing can be worked on. */
    Watch watchLedger(Ledger ledger) {
        return watch("ledger", State.DOWN, plan.interval(), () -> {
            ledger.beat();
            return Condition.up("The ledger can be written.");
        });
    }

    /** Those that no message goes on with, and those that wait for long. */
    void watchRuns(Ledger ledger) {
        var watched = new RunsWatch(ledger, STUCK_AFTER, plan.longestWait());
        watch("runs", State.DEGRADED, plan.interval().multipliedBy(SELDOM), watched);
        gauge("drover.runs.open", "Runs that are not over", Tags.empty(), () -> watched.count(Backlog::open));
        gauge("drover.runs.stuck", "Open runs that nobody works on", Tags.empty(), () -> watched.count(Backlog::stuck));
        gauge(
                "drover.runs.waiting.long",
                "Open runs that wait for long",
                Tags.empty(),
                () -> watched.count(Backlog::waitingLong));
        gauge(
                "drover.repositories.behind",
                "Repositories whose template has gone on",
                Tags.empty(),
                () -> watched.count(Backlog::behind));
    }

    /** Without it work is delayed, and another process could not do it either. */
    void watchGitHub(Look gitHub) {
        watch("github", State.DEGRADED, UNTIL_STARTED, plan.interval().multipliedBy(SELDOM), gitHub);
    }

    /** That messages are received from the feeds, and how many there are in all queues that routes use. */
    void watchQueues(Usage usage, Feeds feeds, HandBack inWork) {
        usage.feeds().forEach(queue -> {
            var feed = new QueueWatch(queue, feeds.client(), feeds.polls(), clock);
            watch("feed-" + queue.name(), State.DOWN, UNTIL_STARTED, plan.interval(), feed);
            gaugeMessages(feed);
            gauge(
                    "drover.oldest.message.seconds",
                    "Age of the oldest message that this process works on",
                    Tags.of("queue", queue.name()),
                    () -> inWork.oldest(queue.url())
                            .map(sent -> Duration.between(sent, clock.instant()).toSeconds())
                            .orElse(0L));
        });
        usage.targets().forEach(queue -> {
            var target = new QueueWatch(queue, feeds.client(), null, clock);
            watch("queue-" + queue.name(), State.DEGRADED, plan.interval(), target);
            gaugeMessages(target);
            gauge(
                    "drover.dead.letters",
                    "Messages of a queue that routes only send to",
                    Tags.of("queue", queue.name()),
                    () -> target.count().map(count -> (double) count.all()).orElse(Double.NaN));
        });
    }

    /** That what people have written is what runs. */
    void watchRoutes(RouteReload reload) {
        watch("own-routes", State.DEGRADED, plan.interval(), reload::condition);
    }

    private void gaugeMessages(QueueWatch queue) {
        gaugeMessages(queue, "waiting", Count::waiting);
        gaugeMessages(queue, "in-flight", Count::inFlight);
        gaugeMessages(queue, "delayed", Count::delayed);
    }

    private void gaugeMessages(QueueWatch queue, String state, ToIntFunction<Count> number) {
        gauge(
                "drover.queue.messages",
                "Messages of a queue, as SQS counts them",
                Tags.of("queue", queue.name(), "state", state),
                () -> queue.count()
                        .map(count -> (double) number.applyAsInt(count))
                        .orElse(Double.NaN));
    }

    /** Shows what is watched. To be called once, when Camel has its registry of health checks; without one there are metrics only. */
    void show() {
        HealthCheckRegistry registry = HealthCheckRegistry.get(camel);
        if (registry != null) {
            checks.forEach(registry::register);
        }
    }

    private Watch watch(String name, State failing, Duration period, Look look) {
        return watch(name, failing, Duration.ZERO, period, look);
    }

    private Watch watch(String name, State failing, Duration delay, Duration period, Look look) {
        var watch = new Watch(name, failing, look, looks, clock);
        checks.add(new ConditionCheck(name, Kind.READINESS, () -> watch.seen().dated()));
        gauge(
                "drover.health",
                "1 when all is well, 0 when not",
                Tags.of("check", name),
                () -> watch.seen().isUp() ? 1 : 0);
        if (delay.isZero()) {
            // At once, since nothing is received before the ledger was seen: Camel counts as stopped until it has
            // started, and the timer
            // leaves its looks out until then.
            watch.tick();
        }
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(
                () -> {
                    ticked = clock.instant();
                    if (!camel.isStopping() && !camel.isStopped()) {
                        watch.tick();
                    }
                },
                delay.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
        return watch;
    }

    private void gauge(String name, String what, Tags tags, Supplier<Number> value) {
        Gauge.builder(name, value).description(what).tags(tags).register(meters);
    }
}
