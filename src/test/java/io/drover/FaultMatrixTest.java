package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.DispatchScenario;
import io.drover.sandbox.FaultMatrix;
import io.drover.sandbox.FaultMatrix.Report;
import io.drover.sandbox.OnboardingScenario;
import io.drover.sandbox.Scenario;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever GitHub answers to one of its requests, an onboarding ends as it does when nothing goes wrong. */
class FaultMatrixTest {
    private static final Logger log = LoggerFactory.getLogger(FaultMatrixTest.class);
    private static final long SEED = 20260302;

    /** All of it takes longer than a test usually may. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void anOnboardingEndsTheSameWhateverFaultMeetsIt() {
        endsTheSame(new OnboardingScenario());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aModelIsDeployedOnceWhateverFaultMeetsIt() {
        endsTheSame(new DispatchScenario());
    }

    private static void endsTheSame(Scenario scenario) {
        try (var matrix = new FaultMatrix(scenario)) {

            Report report = Boolean.getBoolean("drover.chaos") ? matrix.whole() : matrix.slice(SEED);

            log.atInfo().log("{}", report);
            assertThat(report.failures()).isEmpty();
            assertThat(report.early()).isEmpty();
        }
    }
}
