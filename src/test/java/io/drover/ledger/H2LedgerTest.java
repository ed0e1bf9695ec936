package io.drover.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on H2 in a file, and what only a file can do. */
final class H2LedgerTest extends LedgerContract {
    @TempDir
    Path folder;

    @Override
    Ledger open() {
        return JdbcLedger.open("jdbc:h2:file:" + folder.resolve("made/drover"), null, null, clock);
    }

    @Test
    void everythingSurvivesCloseAndReopen() {
        Run done = granted(claim("drover-1"));
        ledger.stepStarted(done.id(), "bucket-access", "Grant bucket access");
        ledger.finish(done);
        Run open = granted(ledger.claim("project-created", subject + "-2", "drover-1", LEASE));

        ledger.close();
        ledger = open();

        assertThat(claim("drover-1")).isInstanceOf(Claim.Finished.class);
        assertThat(ledger.steps(done.id())).hasSize(1);
        assertThat(ledger.runs(10)).extracting(Run::id).containsExactly(open.id(), done.id());
        assertThat(ledger.claim("project-created", subject + "-2", "drover-2", LEASE))
                .isInstanceOf(Claim.Held.class);
        ledger.finish(open);
    }

    @Test
    void everyTimeIsKeptInTheHourThatAChangeOfClocksRepeats() {
        ledger.close();
        ledger = JdbcLedger.open(
                "jdbc:h2:file:" + folder.resolve("berlin") + ";TIME ZONE=Europe/Berlin", null, null, clock);
        Instant repeated = Instant.parse("2026-10-25T01:30:00Z");
        clock.tick(Duration.between(START, repeated));

        Run run = granted(claim("drover-1"));

        assertThat(run.startedAt()).isEqualTo(repeated);
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedWithWhatToDo() throws Exception {
        Path file = folder.resolve("other.mv.db");
        Files.writeString(file, "not a database");

        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcLedger.open("jdbc:h2:file:" + folder.resolve("other"), null, null, clock))
                .withMessageContaining("jdbc:h2:file:" + folder.resolve("other") + " ")
                .withMessageContaining("drover.ledger.url");
    }

    @Test
    void noPasswordOfTheUrlIsShown() {
        String h2 = "jdbc:h2:file:" + folder.resolve("made/drover") + ";NO_SUCH=1;USER=sa;PASSWORD=hidden";

        assertRefusedWithoutPassword(h2);
        assertRefusedWithoutPassword("jdbc:nosuch://host/db?user=sa&password=hidden");
        assertRefusedWithoutPassword("jdbc:postgresql://127.0.0.1:1/db?user=sa&password=hidden");
        assertRefusedWithoutPassword("jdbc:postgresql://sa:hidden@127.0.0.1:1/db");
    }

    private void assertRefusedWithoutPassword(String url) {
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcLedger.open(url, null, null, clock))
                .withMessageStartingWith(
                        "The ledger at " + url.replaceFirst("[?;].*|sa:hidden@", "") + " cannot be opened (")
                .satisfies(
                        refusal -> assertThat(Throwables.getStackTrace(refusal)).doesNotContain("hidden"));
    }
}
