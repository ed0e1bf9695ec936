package io.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on comparisons of projects. */
final class ProjectChecks {
    private static final String REPLACE =
            "update checks set checked_at = :at, differences = :differences where subject = :subject";
    private static final String ADD =
            "insert into checks (subject, checked_at, differences) values (:subject, :at, :differences)";

    private ProjectChecks() {}

    /** Answers the rows written, always 1; ends in a unique violation when another transaction added it at the same time. */
    static int remember(Handle tx, Check check) {
        int replaced = write(tx, REPLACE, check);
        return replaced == 0 ? write(tx, ADD, check) : replaced;
    }

    private static int write(Handle tx, String sql, Check check) {
        return tx.createUpdate(sql)
                .bind("subject", check.subject())
                .bind("at", check.at().truncatedTo(ChronoUnit.MICROS))
                .bind("differences", Columns.cut(String.join("\n", check.differences()), Columns.DIFFERENCES))
                .execute();
    }

    static List<Check> all(Handle handle) {
        return handle.createQuery("select subject, checked_at, differences from checks order by checked_at")
                .map(ProjectChecks::read)
                .list();
    }

    static Check read(ResultSet row, StatementContext context) throws SQLException {
        return new Check(
                row.getString("subject"),
                Instants.get(row, "checked_at"),
                row.getString("differences").lines().toList());
    }
}
