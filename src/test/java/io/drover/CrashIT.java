package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.crash.CrashReport;
import io.drover.sandbox.crash.KillMatrix;
import io.drover.sandbox.crash.LoadRun;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packaged JAR under kills, stops and faults. {@code mvn verify} shows a choice that {@code -Ddrover.seed} makes, {@code mvn verify
 * -Pchaos} all of it. What the processes left stays in {@code target/crash}.
 */
@Timeout(value = 90, unit = TimeUnit.MINUTES)
class CrashIT {
    private static final Logger log = LoggerFactory.getLogger(CrashIT.class);
    private static final boolean CHAOS = Boolean.getBoolean("drover.chaos");
    private static final long SEED = Long.getLong("drover.seed", CHAOS ? new Random().nextInt(1_000_000) : 20260302);
    private static final Duration SOAK =
            Duration.parse("PT" + System.getProperty("drover.soak", CHAOS ? "10m" : "15s"));
    private static final Path FOLDER = Path.of("target", "crash");

    @Test
    void anOnboardingEndsTheSameWhereverTheProcessIsKilled() {
        try (KillMatrix matrix = KillMatrix.onboarding(FOLDER.resolve("onboarding"))) {
            passes(CHAOS ? matrix.whole() : matrix.slice(SEED, 4));
        }
    }

    @Test
    void aModelIsDeployedOnceWhereverTheProcessIsKilled() {
        try (KillMatrix matrix = KillMatrix.deployment(FOLDER.resolve("deployment"))) {
            passes(CHAOS ? matrix.whole() : matrix.slice(SEED, 4));
        }
    }

    @Test
    void mixedEventsOutliveRestarts() {
        passes(LoadRun.restarted(FOLDER.resolve("mixed"), SEED, CHAOS ? 500 : 60, CHAOS ? 10 : 2));
    }

    @Test
    void aRollingRestartOfTwoProcessesLosesAndDoublesNothing() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String ledger = postgres.getJdbcUrl("postgres", "postgres");
            passes(LoadRun.rolling(FOLDER.resolve("rolling"), SEED, CHAOS ? 300 : 40, CHAOS ? 3 : 1, ledger));
        }
    }

    /** For as long as {@code -Ddrover.soak} says. */
    @Test
    void allComesToItsEndAfterKillsStopsAndFaults() {
        passes(LoadRun.soak(FOLDER.resolve("soak"), SEED, SOAK));
    }

    private static void passes(CrashReport report) {
        log.info("{}", report);
        assertThat(report.shortcomings())
                .as("%s; -Ddrover.seed=%d", report, SEED)
                .isEmpty();
    }
}
