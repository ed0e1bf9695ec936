package io.drover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.github.PaceLimits;
import io.drover.sandbox.PaceRun.Figure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceRunTest {
    @Test
    void twelveOnboardingsAtOnceKeepToHalfOfGitHubsLimitsAndEndWhenTheyWerePlannedTo() {
        var half = new PaceLimits(8, 450, 40, 250, Duration.ofSeconds(3));

        assertThat(PaceRun.of(12, half, 25)).allMatch(Figure::isKept);
    }
}
