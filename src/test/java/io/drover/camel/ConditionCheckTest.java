package io.drover.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.health.Condition;
import java.util.Map;
import org.apache.camel.health.HealthCheck.Kind;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;

class ConditionCheckTest {
    @Test
    void degradedIsUpAndSaysSo() {
        Result result = call(Condition.degraded("GitHub is away.").with("since", "08:00"));

        assertThat(result.getState()).isEqualTo(State.UP);
        assertThat(result.getMessage()).contains("Degraded: GitHub is away.");
        assertThat(result.getDetails()).containsEntry("since", "08:00").containsEntry("state", "DEGRADED");
    }

    @Test
    void downIsDown() {
        assertThat(call(Condition.down("The disk is full.")).getState()).isEqualTo(State.DOWN);
    }

    @Test
    void whatItSaysNeedsNoEscapesInJson() {
        Result result = call(Condition.up("He said \"C:\\data\"\nand left.").with("why", "a\"b"));

        assertThat(result.getMessage()).contains("He said 'C:/data' and left.");
        assertThat(result.getDetails()).containsEntry("why", "a'b");
    }

    @Test
    void belongsToOneProbeOnly() {
        var ready = new ConditionCheck("ledger", Kind.READINESS, () -> Condition.up("Fine."));
        var live = new ConditionCheck("process", Kind.LIVENESS, () -> Condition.up("Fine."));

        assertThat(ready.isReadiness()).isTrue();
        assertThat(ready.isLiveness()).isFalse();
        assertThat(live.isReadiness()).isFalse();
        assertThat(live.isLiveness()).isTrue();
    }

    private static Result call(Condition condition) {
        return new ConditionCheck("check", Kind.READINESS, () -> condition).call(Map.of());
    }
}
