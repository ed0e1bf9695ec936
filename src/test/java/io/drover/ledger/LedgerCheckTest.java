package io.drover.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCheckTest {
    @TempDir
    Path folder;

    @Test
    void aFileThatIsNotThereYetIsNotMade() {
        Finding finding = look("jdbc:h2:file:" + folder.resolve("data/drover"));

        assertThat(finding.verdict()).isEqualTo(Verdict.OK);
        assertThat(finding.what()).contains("will be made as " + folder.resolve("data/drover.mv.db"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws Exception {
        Files.writeString(folder.resolve("data"), "a file");

        Finding finding = look("jdbc:h2:file:" + folder.resolve("data/drover"));

        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.what()).contains(folder.resolve("data") + " is no folder that Drover may write to");
    }

    @Test
    void aFileInUseIsToldAndStaysInUse() {
        String url = "jdbc:h2:file:" + folder.resolve("drover");
        try (Ledger ledger = JdbcLedger.open(url, null, null, Clock.systemUTC())) {
            Finding inUse = look(url);

            assertThat(inUse.verdict()).isEqualTo(Verdict.UNCHECKED);
            assertThat(inUse.what()).endsWith("drover.mv.db is in use by another process.");
            assertThat(ledger.runs(1)).isEmpty();
        }
        assertThat(look(url).what()).endsWith("is there and free.");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsToldWithoutItsPassword() {
        Finding finding = look("jdbc:postgresql://127.0.0.1:1/drover?user=sa&password=hidden");

        assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
        assertThat(finding.what())
                .startsWith("The ledger at jdbc:postgresql://127.0.0.1:1/drover cannot be opened")
                .doesNotContain("hidden");
    }

    @Test
    void anEmptyDatabaseStaysEmpty() {
        String url = inMemory();
        Jdbi database = Jdbi.create(url);
        try (var keepsIt = database.open()) {
            assertThat(LedgerCheck.database(url, null, null).what())
                    .endsWith("its tables will be brought up to date at the start.");
            assertThat(keepsIt.createQuery(
                                    "select count(*) from information_schema.tables where table_schema = 'PUBLIC'")
                            .mapTo(Integer.class)
                            .one())
                    .isZero();
        }
    }

    @Test
    void aDatabaseInUseFitsWhenItsVersionDoes() {
        String url = inMemory();
        try (Ledger ledger = JdbcLedger.open(url, null, null, Clock.systemUTC());
                var database = Jdbi.create(url).open()) {
            assertThat(LedgerCheck.database(url, null, null).verdict()).isEqualTo(Verdict.OK);

            database.execute("""
                    insert into "flyway_schema_history"
                    select 99, '99', 'newer', "type", 'V99__newer.sql', 1, "installed_by", "installed_on", 1, true
                    from "flyway_schema_history" where "installed_rank" = 1""");

            assertThat(LedgerCheck.database(url, null, null))
                    .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.MISSING))
                    .satisfies(finding -> assertThat(finding.what()).endsWith("was made by a newer Drover."));
            assertThat(ledger.runs(1)).isEmpty();
        }
    }

    private static String inMemory() {
        return "jdbc:h2:mem:" + UUID.randomUUID();
    }

    private static Finding look(String url) {
        return LedgerCheck.findings(url, null, null).get(0);
    }
}
