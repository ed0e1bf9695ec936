package io.drover;

import java.time.Duration;
import org.apache.camel.LoggingLevel;
import org.apache.camel.processor.errorhandler.RedeliveryPolicy;

/** How often and when a step is tried again within one delivery. Beans, because a redeliveryPolicy in YAML takes no durations. */
final class Redeliveries {
    private Redeliveries() {}

    /** Growing pauses with jitter, so that many messages do not come back at the same moment; none holds a thread. */
    static RedeliveryPolicy backoff(Settings.Backoff retry) {
        RedeliveryPolicy policy = of(retry.attempts(), retry.delay());
        policy.setMaximumRedeliveryDelay(retry.maximumDelay().toMillis());
        policy.useExponentialBackOff();
        policy.setBackOffMultiplier(2);
        policy.useCollisionAvoidance();
        policy.setCollisionAvoidanceFactor(0.3);
        return policy;
    }

    /** Looks again a few times within a lease, for as long as it takes. */
    static RedeliveryPolicy patience(Duration lease) {
        return of(-1, lease.dividedBy(4));
    }

    private static RedeliveryPolicy of(int attempts, Duration delay) {
        var policy = new RedeliveryPolicy();
        policy.setMaximumRedeliveries(attempts);
        policy.setRedeliveryDelay(delay.toMillis());
        policy.asyncDelayedRedelivery();
        policy.setAllowRedeliveryWhileStopping(false);
        // AskedPause says it in fewer words.
        policy.setRetryAttemptedLogLevel(LoggingLevel.DEBUG);
        policy.setLogExhausted(false);
        return policy;
    }
}
