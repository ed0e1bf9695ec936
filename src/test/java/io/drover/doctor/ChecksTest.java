package io.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChecksTest {
    @Test
    void aCheckThatHangsOrBreaksIsAFindingAndHindersNoOther() {
        try (var checks = new Checks(Duration.ofSeconds(1))) {
            var hanging = checks.start("The slow one", () -> new CompletableFuture<List<Finding>>().join());
            var broken = checks.start("The broken one", () -> {
                throw new IllegalStateException("a bug");
            });
            var fine = checks.start("The fine one", () -> List.of(Finding.ok("Fine.")));

            assertThat(fine.join()).containsExactly(Finding.ok("Fine."));
            assertThat(hanging.join().get(0).what()).isEqualTo("The slow one: no answer within 1 seconds.");
            assertThat(broken.join().get(0).what()).isEqualTo("The broken one: IllegalStateException: a bug");
            assertThat(List.of(hanging.join().get(0), broken.join().get(0)))
                    .extracting(Finding::verdict)
                    .containsOnly(Verdict.UNCHECKED);
        }
    }

    @Test
    void theReportGroupsFindingsAndCountsThem() {
        var report = new Report();
        report.add("Settings", List.of(Finding.ok("All settings are there.")));
        report.add(
                "AWS", List.of(Finding.missing("There is no queue.", "Make it."), Finding.unchecked("Who knows.", "")));

        assertThat(report.text()).isEqualTo("""
                Settings
                  ✓ All settings are there.

                AWS
                  ✕ There is no queue.
                      Make it.
                  ? Who knows.

                1 fine, 1 missing, 1 not certain.
                """);
        assertThat(report.misses("AWS")).isTrue();
        assertThat(report.misses("Settings")).isFalse();
    }
}
