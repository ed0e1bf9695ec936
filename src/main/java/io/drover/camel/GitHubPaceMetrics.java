package io.drover.camel;

import io.drover.github.Pace;
import io.drover.github.PaceState;
import io.drover.github.PaceState.Budget;
import io.drover.github.Work.Priority;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** GitHub's limits as metrics, read when they are asked for. */
public final class GitHubPaceMetrics {
    private final Pace pace;
    private final Clock clock;

    public GitHubPaceMetrics(Pace pace, Clock clock) {
        this.pace = pace;
        this.clock = clock;
    }

    /** To be called once. */
    public void bindTo(MeterRegistry meters) {
        for (int i = 0; i < pace.state().budgets().size(); i++) {
            int which = i;
            String limit = pace.state().budgets().get(i).name();
            gauge(
                    meters,
                    "drover.github.budget.left",
                    "What may be asked at once",
                    "limit",
                    limit,
                    state -> budget(state, which).left());
            gauge(
                    meters,
                    "drover.github.budget.limit",
                    "Most in a window",
                    "limit",
                    limit,
                    state -> budget(state, which).limit());
        }
        for (Priority priority : Priority.values()) {
            String name = priority.name().toLowerCase(Locale.ROOT);
            gauge(
                    meters,
                    "drover.github.waiting",
                    "Requests that wait for their turn",
                    "priority",
                    name,
                    state -> state.waiting().getOrDefault(priority, 0));
        }
        gauge(meters, "drover.github.under.way", "Requests that wait for their answer", PaceState::underWay);
        gauge(
                meters,
                "drover.github.held",
                "Seconds until GitHub may be asked again",
                state -> secondsUntil(state.heldUntil()));
        gauge(
                meters,
                "drover.github.planned",
                "Seconds until all known work is done",
                state -> secondsUntil(state.plannedFinish()));
        gauge(
                meters,
                "drover.github.settings.are.content",
                "1 once GitHub asked to slow down",
                state -> state.settingsAreContent() ? 1 : 0);
        gauge(
                meters,
                "drover.github.primary.left",
                "What is left of the hour's requests",
                state -> state.primary() == null ? Double.NaN : state.primary().left());
    }

    private static Budget budget(PaceState state, int which) {
        return state.budgets().get(which);
    }

    private double secondsUntil(@Nullable Instant moment) {
        return moment == null ? 0 : Duration.between(clock.instant(), moment).toMillis() / 1000.0;
    }

    private void gauge(MeterRegistry meters, String name, String what, ToDoubleFunction<PaceState> value) {
        Gauge.builder(name, pace, source -> value.applyAsDouble(source.state()))
                .description(what)
                .register(meters);
    }

    private void gauge(
            MeterRegistry meters,
            String name,
            String what,
            String tag,
            String tagged,
            ToDoubleFunction<PaceState> value) {
        Gauge.builder(name, pace, source -> value.applyAsDouble(source.state()))
                .description(what)
                .tag(tag, tagged)
                .register(meters);
    }
}
