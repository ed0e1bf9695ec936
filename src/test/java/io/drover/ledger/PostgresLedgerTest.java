package io.drover.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on a real PostgreSQL, and what several processes on it rely on. */
final class PostgresLedgerTest extends LedgerContract {
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IllegalStateException e) {
            if (String.valueOf(e.getMessage()).startsWith("No Postgres binary found")) {
                Assumptions.abort("No PostgreSQL for this platform in the test's dependencies: " + e.getMessage());
            }
            throw e;
        }
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    Ledger open() {
        return JdbcLedger.open(postgres.getJdbcUrl("postgres", "postgres"), null, null, clock);
    }

    @Test
    void twoProcessesShareOneLedger() {
        try (Ledger other = open()) {
            Run run = granted(claim("drover-1"));

            assertThat(other.claim("project-created", subject, "drover-2", LEASE))
                    .isInstanceOf(Claim.Held.class);
            ledger.finish(run);
            assertThat(other.claim("project-created", subject, "drover-2", LEASE))
                    .isInstanceOf(Claim.Finished.class);
        }
    }
}
