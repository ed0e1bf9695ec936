package io.drover.camel;

import io.drover.ledger.Run;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** How runs end, as metrics of this process. */
public final class RunMetrics {
    private final MeterRegistry meters;

    public RunMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * @param took from the run's first start, whichever process it was
     */
    void ended(String flow, Run.State how, Duration took) {
        count(flow, how.name().toLowerCase(Locale.ROOT));
        Timer.builder("drover.run.duration")
                .description("From the first start of a run to its end")
                .tag("flow", flow)
                .register(meters)
                .record(took);
    }

    /** A message whose work was done before. */
    void duplicate(String flow) {
        count(flow, "duplicate");
    }

    /**
     * @param step its id in the route; those that a user added are counted too
     */
    void step(String flow, String step, boolean done, Duration took) {
        Timer.builder("drover.step.duration")
                .description("From the start of a step to its end, waiting included")
                .tag("flow", flow)
                .tag("step", step)
                .tag("outcome", done ? "done" : "failed")
                .register(meters)
                .record(took);
    }

    /**
     * @param conclusion GitHub's word for how the workflow run ended; {@code none} when it is not known
     */
    void deployed(String conclusion) {
        Counter.builder("drover.deployments.ended")
                .description("Deployments whose end was told")
                .tag("conclusion", conclusion)
                .register(meters)
                .increment();
    }

    private void count(String flow, String outcome) {
        Counter.builder("drover.runs.ended")
                .description("Runs that ended, and duplicates dropped")
                .tag("flow", flow)
                .tag("outcome", outcome)
                .register(meters)
                .increment();
    }
}
