package io.drover.ledger;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Lets go of connections to a database that H2 has closed. It does so by itself when it cannot write, say on a full disk, and calls those
 * connections valid all the same; the next new one opens the file again.
 */
public final class Reopening implements SQLExceptionOverride {
    /** Source: https://www.h2database.com/javadoc/org/h2/api/ErrorCode.html#DATABASE_IS_CLOSED */
    private static final int DATABASE_IS_CLOSED = 90098;

    @java.lang.Override // The interface has a type of that name.
    public Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == DATABASE_IS_CLOSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
