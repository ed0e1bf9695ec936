package io.drover.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

class TroubleTest {
    @Test
    void aFullDiskIsCalledSoInBothDatabases() {
        assertThat(Trouble.sentence(new IllegalStateException(
                        new SQLException("General error", "HY000", 50000, new IOException("No space left on device")))))
                .isEqualTo("Its disk is full: free some space.");
        assertThat(Trouble.sentence(new SQLException("could not extend file", "53100")))
                .isEqualTo("Its disk is full: free some space.");
    }

    @Test
    void aLimitOfTheProcessIsToldFromAFullDisk() {
        assertThat(Trouble.sentence(new IOException("File too large"))).contains("ulimit -f");
    }

    @Test
    void whatIsReadOnlyIsCalledSo() {
        assertThat(Trouble.sentence(new SQLException("cannot execute UPDATE in a read-only transaction", "25006")))
                .startsWith("It is read-only");
        assertThat(Trouble.sentence(new IOException("Read-only file system"))).contains("read-only");
    }

    @Test
    void theCauseOfAPoolThatHasNoConnectionCounts() {
        var pool = new SQLTransientConnectionException("Connection is not available, request timed out after 5000ms.");
        pool.initCause(new SQLException("Connection to 127.0.0.1:5432 refused.", "08001"));

        assertThat(Trouble.sentence(pool)).startsWith("It cannot be reached");
    }

    @Test
    void nothingIsQuotedOfAnUnknownFailure() {
        var failure = new SQLException("jdbc:postgresql://host/db?password=hidden", "XX000");

        assertThat(Trouble.sentence(failure)).contains("SQLException XX000").doesNotContain("hidden");
    }
}
