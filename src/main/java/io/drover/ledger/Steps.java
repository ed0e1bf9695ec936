package io.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements on timelines. */
final class Steps {
    private Steps() {}

    static void start(Handle handle, String runId, String stepId, String title, Instant now) {
        handle.createUpdate("""
            insert into steps (run_id, step_id, title, started_at)
            values (:run, :step, :title, :now)
            """)
                .bind("run", runId)
                .bind("step", stepId)
                .bind("title", title)
                .bind("now", now)
                .execute();
    }

    static void end(Handle handle, String runId, String stepId, @Nullable String problem, Instant now) {
        handle.createUpdate("""
            update steps set ended_at = :now, problem = :problem
            where number = (select max(number) from steps
                            where run_id = :run and step_id = :step and ended_at is null)
            """)
                .bind("run", runId)
                .bind("step", stepId)
                .bind("problem", problem)
                .bind("now", now)
                .execute();
    }

    /** Ends what an earlier attempt left open. */
    static void cutShort(Handle tx, String runId, Instant now) {
        tx.createUpdate("""
            update steps set ended_at = :now, problem = 'cut short'
            where run_id = :run and ended_at is null
            """).bind("run", runId).bind("now", now).execute();
    }

    static List<Step> of(Handle handle, String runId) {
        return handle.createQuery("""
            select step_id, title, started_at, ended_at, problem from steps
            where run_id = :run order by number
            """).bind("run", runId).map(Steps::read).list();
    }

    static Step read(ResultSet row, StatementContext context) throws SQLException {
        return new Step(
                row.getString("step_id"),
                row.getString("title"),
                Instants.get(row, "started_at"),
                Instants.find(row, "ended_at"),
                row.getString("problem"));
    }
}
