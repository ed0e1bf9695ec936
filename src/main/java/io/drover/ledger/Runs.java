package io.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The statements on runs. */
final class Runs {
    static final String SELECT = """
        select id, flow, subject, state, attempt, waiting_for, reason, started_at, updated_at, ended_at
        from runs
        """;

    private Runs() {}

    static void begin(Handle tx, String id, String flow, String subject, Instant now) {
        tx.createUpdate("""
            insert into runs (id, flow, subject, state, attempt, started_at, updated_at)
            values (:id, :flow, :subject, 'RUNNING', 1, :now, :now)
            """)
                .bind("id", id)
                .bind("flow", flow)
                .bind("subject", subject)
                .bind("now", now)
                .execute();
    }

    /** The next attempt: whatever it waited for, it goes on. */
    static void goOn(Handle tx, String id, Instant now) {
        tx.createUpdate("update runs set attempt = attempt + 1, waiting_for = null, updated_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
    }

    static void end(Handle tx, String id, Run.State state, @Nullable String reason, Instant now) {
        tx.createUpdate("""
            update runs
            set state = :state, reason = :reason, waiting_for = null, updated_at = :now, ended_at = :now
            where id = :id
            """)
                .bind("id", id)
                .bind("state", state.name())
                .bind("reason", reason)
                .bind("now", now)
                .execute();
    }

    static void askToStop(Handle tx, String id, String reason) {
        tx.createUpdate("update runs set stop_reason = :reason where id = :id")
                .bind("id", id)
                .bind("reason", reason)
                .execute();
    }

    static void note(Handle handle, String id, @Nullable String waitingFor, Instant now) {
        handle.createUpdate("update runs set waiting_for = :waitingFor, updated_at = :now where id = :id")
                .bind("id", id)
                .bind("waitingFor", waitingFor)
                .bind("now", now)
                .execute();
    }

    /** Says that the run waits for nothing any more; whether there is such a run. */
    static boolean goesOn(Handle handle, String id, Instant now) {
        int rows = handle.createUpdate("update runs set waiting_for = null, updated_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
        return rows == 1;
    }

    /** Says that the run moved; whether there is such a run. */
    static boolean touch(Handle handle, String id, Instant now) {
        int rows = handle.createUpdate("update runs set updated_at = :now where id = :id")
                .bind("id", id)
                .bind("now", now)
                .execute();
        return rows == 1;
    }

    /**
     * A run that must be there.
     *
     * @param lease the token to hand out with it, empty when its reader does not hold the claim
     */
    static Run get(Handle handle, String id, String lease) {
        return handle.createQuery(SELECT + "where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row, lease))
                .one();
    }

    static List<Run> newest(Handle handle, int limit) {
        return handle.createQuery(SELECT + "order by number desc limit :limit")
                .bind("limit", limit)
                .map((row, context) -> read(row, ""))
                .list();
    }

    static List<Subject> newestOfEach(Handle handle, String flow, Instant now) {
        return handle.createQuery("""
            select id, runs.flow, runs.subject, state, attempt, waiting_for, reason, started_at, updated_at, ended_at, expires_at
            from leases join runs on runs.id = leases.run_id
            where leases.flow = :flow
            """)
                .bind("flow", flow)
                .map((row, context) -> {
                    Instant until = Instants.find(row, "expires_at");
                    return new Subject(read(row, ""), until != null && until.isAfter(now));
                })
                .list();
    }

    /**
     * @param stuck not held, and not moved since
     * @param waiting not moved since, waiting for something
     * @param behind repositories that are behind
     */
    static Backlog open(Handle handle, Instant now, Instant stuck, Instant waiting, int behind) {
        return handle.createQuery("""
            select count(*) as all_of_them,
                count(case when (expires_at is null or expires_at <= :now) and updated_at < :stuck then 1 end) as stuck,
                count(case when waiting_for is not null and updated_at < :waiting then 1 end) as waiting_long
            from runs left join leases
                on leases.flow = runs.flow and leases.subject = runs.subject and leases.run_id = runs.id
            where state = 'RUNNING'
            """)
                .bind("now", now)
                .bind("stuck", stuck)
                .bind("waiting", waiting)
                .map((row, context) ->
                        new Backlog(row.getInt("all_of_them"), row.getInt("stuck"), row.getInt("waiting_long"), behind))
                .one();
    }

    static Run read(ResultSet row, String lease) throws SQLException {
        return new Run(
                row.getString("id"),
                row.getString("flow"),
                row.getString("subject"),
                Run.State.valueOf(row.getString("state")),
                lease,
                row.getInt("attempt"),
                row.getString("waiting_for"),
                row.getString("reason"),
                Instants.get(row, "started_at"),
                Instants.get(row, "updated_at"),
                Instants.find(row, "ended_at"));
    }
}
