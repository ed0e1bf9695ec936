package io.drover.ledger;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Two workers that insert the same key at once: one wins, the other reads again what the winner wrote. */
final class Races {
    /** The SQL standard's state for a unique violation; H2 and PostgreSQL both use it. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final int TRIES = 5;

    private Races() {}

    /** Runs a transaction that reads before it inserts, again when another one inserted in between. */
    static <T> T settle(Supplier<T> transaction) {
        for (int lost = 1; ; lost++) {
            try {
                return transaction.get();
            } catch (UnableToExecuteStatementException e) {
                if (lost == TRIES || !isUniqueViolation(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isUniqueViolation(UnableToExecuteStatementException e) {
        return e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
