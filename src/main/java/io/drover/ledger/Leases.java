package io.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Who may work on which subject: one row a subject, locked while a claim on it is decided. */
final class Leases {
    private static final String TAKE = """
        update leases set run_id = :run, token = :token, owner = :owner, expires_at = :until
        where flow = :flow and subject = :subject
        """;
    private static final String ADD = """
        insert into leases (flow, subject, run_id, token, owner, expires_at)
        values (:flow, :subject, :run, :token, :owner, :until)
        """;

    private Leases() {}

    /** A claim being made. */
    record Wanted(String flow, String subject, String owner, Instant now, Instant until, boolean again) {}

    /** A subject's row; until is null while nobody holds it. */
    private record Lease(String runId, @Nullable Instant until) {
        static Lease read(ResultSet row, StatementContext context) throws SQLException {
            return new Lease(row.getString("run_id"), Instants.find(row, "expires_at"));
        }
    }

    /** Decides a claim; ends in a unique violation when another transaction made the subject's row at the same time. */
    static Claim claim(Handle tx, Wanted wanted) {
        Optional<Lease> found = lock(tx, wanted.flow(), wanted.subject());
        if (found.isEmpty()) {
            return begin(tx, wanted, ADD);
        }

        Instant until = found.get().until();
        if (until != null && until.isAfter(wanted.now())) {
            return new Claim.Held(until);
        }

        Run run = Runs.get(tx, found.get().runId(), "");
        return switch (run.state()) {
            case DONE -> wanted.again() ? begin(tx, wanted, TAKE) : new Claim.Finished(run);
            case STOPPED -> new Claim.Finished(run);
            case PARKED -> begin(tx, wanted, TAKE);
            case RUNNING -> goOn(tx, wanted, run.id());
        };
    }

    /**
     * Answers until when somebody holds the open run that was asked to stop. Empty when nobody does: then the subject's newest run is over,
     * one made for it if need be, so that what comes late finds it so.
     */
    static Optional<Instant> stop(Handle tx, Wanted wanted, String reason) {
        Optional<Lease> found = lock(tx, wanted.flow(), wanted.subject());
        if (found.isEmpty()) {
            end(tx, wanted, begin(tx, wanted, ADD).run(), reason);
            return Optional.empty();
        }
        Run run = Runs.get(tx, found.get().runId(), "");
        Instant until = found.get().until();
        if (run.state() == Run.State.PARKED) {
            end(tx, wanted, begin(tx, wanted, TAKE).run(), reason);
        } else if (run.state() == Run.State.RUNNING && until != null && until.isAfter(wanted.now())) {
            Runs.askToStop(tx, run.id(), reason);
            return Optional.of(until);
        } else if (run.state() == Run.State.RUNNING) {
            Steps.cutShort(tx, run.id(), wanted.now());
            end(tx, wanted, grant(tx, wanted, run.id(), TAKE).run(), reason);
        }
        return Optional.empty();
    }

    private static void end(Handle tx, Wanted wanted, Run run, String reason) {
        Runs.end(tx, run.id(), Run.State.STOPPED, reason, wanted.now());
        free(tx, run);
    }

    static Standing standing(Handle handle, Run run) {
        return handle.createQuery("""
            select runs.stop_reason, leases.token
            from runs join leases on leases.flow = runs.flow and leases.subject = runs.subject
            where runs.id = :run and leases.run_id = runs.id
            """)
                .bind("run", run.id())
                .map((row, context) -> standing(row, run))
                .findOne()
                .orElseGet(Standing.Lost::new);
    }

    private static Standing standing(ResultSet row, Run run) throws SQLException {
        if (!run.lease().equals(row.getString("token"))) {
            return new Standing.Lost();
        }
        String stop = row.getString("stop_reason");
        return stop == null ? new Standing.Held() : new Standing.AskedToStop(stop);
    }

    private static Optional<Lease> lock(Handle tx, String flow, String subject) {
        return tx.createQuery("""
            select run_id, expires_at from leases
            where flow = :flow and subject = :subject for update
            """)
                .bind("flow", flow)
                .bind("subject", subject)
                .map(Lease::read)
                .findOne();
    }

    private static Claim.Granted begin(Handle tx, Wanted wanted, String sql) {
        String runId = UUID.randomUUID().toString();
        Runs.begin(tx, runId, wanted.flow(), wanted.subject(), wanted.now());
        return grant(tx, wanted, runId, sql);
    }

    private static Claim.Granted goOn(Handle tx, Wanted wanted, String runId) {
        Steps.cutShort(tx, runId, wanted.now());
        Runs.goOn(tx, runId, wanted.now());
        return grant(tx, wanted, runId, TAKE);
    }

    private static Claim.Granted grant(Handle tx, Wanted wanted, String runId, String sql) {
        String token = UUID.randomUUID().toString();
        tx.createUpdate(sql)
                .bind("flow", wanted.flow())
                .bind("subject", wanted.subject())
                .bind("run", runId)
                .bind("token", token)
                .bind("owner", wanted.owner())
                .bind("until", wanted.until())
                .execute();
        return new Claim.Granted(Runs.get(tx, runId, token));
    }

    static void renew(Handle handle, String owner, Instant until) {
        handle.createUpdate("update leases set expires_at = :until where owner = :owner")
                .bind("owner", owner)
                .bind("until", until)
                .execute();
    }

    /** Whether the run still held the lease; nobody holds it afterwards. */
    static boolean free(Handle tx, Run run) {
        int rows = tx.createUpdate("""
            update leases set token = null, owner = null, expires_at = null
            where flow = :flow and subject = :subject and run_id = :run and token = :token
            """)
                .bind("flow", run.flow())
                .bind("subject", run.subject())
                .bind("run", run.id())
                .bind("token", run.lease())
                .execute();
        return rows == 1;
    }
}
