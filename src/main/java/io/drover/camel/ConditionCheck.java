package io.drover.camel;

import io.drover.failure.Foreign;
import io.drover.health.Condition;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/** A {@link Condition} as one of Camel's health checks: either of readiness or of liveness. Degraded counts as up, and says so. */
public final class ConditionCheck implements HealthCheck {
    private final String name;
    private final Kind kind;
    private final Supplier<Condition> condition;
    private volatile boolean enabled = true;

    /**
     * @param kind readiness or liveness
     * @param condition answers at once
     */
    public ConditionCheck(String name, Kind kind, Supplier<Condition> condition) {
        this.name = name;
        this.kind = kind;
        this.condition = condition;
    }

    @Override
    public String getId() {
        return name;
    }

    @Override
    public String getGroup() {
        return "drover";
    }

    @Override
    public boolean isLiveness() {
        return kind == Kind.LIVENESS;
    }

    @Override
    public boolean isReadiness() {
        return kind == Kind.READINESS;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public Result call(Map<String, Object> options) {
        Condition found = condition.get();
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this);
        found.details().forEach((key, value) -> result.detail(key, quotable(value)));
        String sentence = quotable(found.sentence());
        return result.detail("state", found.state().name())
                .message(found.state() == Condition.State.DEGRADED ? "Degraded: " + sentence : sentence)
                .state(found.state() == Condition.State.DOWN ? State.DOWN : State.UP)
                .build();
    }

    /** Camel escapes these characters twice in its JSON. */
    private static String quotable(String text) {
        return Foreign.oneLine(text).replace('"', '\'').replace('\\', '/');
    }
}
