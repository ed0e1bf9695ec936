package io.drover.ledger;

import io.drover.ledger.Intent.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Intents in the ledger's database. */
final class JdbcIntents implements Intents {
    static final String SELECT = """
        select subject, model_group, model_package, repository, workflow, ref, correlation_id, state,
               workflow_run_id, url, conclusion, intended_at, ended_at
        from intents
        """;

    private final Jdbi jdbi;
    private final boolean h2;

    JdbcIntents(Jdbi jdbi, boolean h2) {
        this.jdbi = jdbi;
        this.h2 = h2;
    }

    @Override
    public Optional<Intent> find(String subject) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where subject = :subject")
                .bind("subject", subject)
                .map(JdbcIntents::read)
                .findOne());
    }

    @Override
    public void intend(Intent intent) {
        jdbi.useHandle(handle -> {
            insert(handle, intent);
            if (h2) {
                // H2 may keep a commit in memory for a while; this one must outlive the process before the call is
                // made.
                handle.execute("checkpoint sync");
            }
        });
    }

    private static void insert(Handle handle, Intent intent) {
        handle.createUpdate("""
            insert into intents (subject, model_group, model_package, repository, workflow, ref, correlation_id, state,
                                 intended_at)
            values (:subject, :group, :package, :repository, :workflow, :ref, :correlation, :state, :at)
            """)
                .bind("subject", intent.subject())
                .bind("group", intent.modelGroup())
                .bind("package", intent.modelPackage())
                .bind("repository", intent.repository())
                .bind("workflow", intent.workflow())
                .bind("ref", intent.ref())
                .bind("correlation", intent.correlationId())
                .bind("state", intent.state().name())
                .bind("at", intent.intendedAt().truncatedTo(ChronoUnit.MICROS))
                .execute();
    }

    @Override
    public void withdraw(String subject) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from intents where subject = :subject and workflow_run_id is null")
                .bind("subject", subject)
                .execute());
    }

    @Override
    public void accepted(String subject) {
        move(subject, State.ACCEPTED, null, null);
    }

    @Override
    public void started(String subject, long workflowRunId, String url) {
        move(subject, State.STARTED, workflowRunId, url);
    }

    @Override
    public void uncertain(String subject) {
        move(subject, State.UNCERTAIN, null, null);
    }

    private void move(String subject, State state, @Nullable Long workflowRunId, @Nullable String url) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            update intents set state = :state, workflow_run_id = :run, url = :url where subject = :subject
            """)
                .bind("state", state.name())
                .bind("run", workflowRunId)
                .bind("url", url)
                .bind("subject", subject)
                .execute());
    }

    @Override
    public void ended(String subject, String conclusion, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            update intents set state = 'ENDED', conclusion = :conclusion, ended_at = :at where subject = :subject
            """)
                .bind("conclusion", conclusion)
                .bind("at", at.truncatedTo(ChronoUnit.MICROS))
                .bind("subject", subject)
                .execute());
    }

    @Override
    public Set<Long> workflowRuns(String repository) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery("""
            select workflow_run_id from intents where repository = :repository and workflow_run_id is not null
            """)
                .bind("repository", repository)
                .mapTo(Long.class)
                .list()));
    }

    @Override
    public List<Intent> open(String repository) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + "where repository = :repository and state <> 'ENDED'")
                        .bind("repository", repository)
                        .map(JdbcIntents::read)
                        .list());
    }

    @Override
    public Optional<Intent> newestStarted(String modelGroup) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + """
            where model_group = :group and workflow_run_id is not null
            order by intended_at desc limit 1
            """)
                .bind("group", modelGroup)
                .map(JdbcIntents::read)
                .findOne());
    }

    @Override
    public List<Intent> newest(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "order by intended_at desc limit :limit")
                .bind("limit", limit)
                .map(JdbcIntents::read)
                .list());
    }

    static Intent read(ResultSet row, StatementContext context) throws SQLException {
        long run = row.getLong("workflow_run_id");
        Long workflowRunId = row.wasNull() ? null : run;
        return new Intent(
                row.getString("subject"),
                row.getString("model_group"),
                row.getString("model_package"),
                row.getString("repository"),
                row.getString("workflow"),
                row.getString("ref"),
                row.getString("correlation_id"),
                State.valueOf(row.getString("state")),
                workflowRunId,
                row.getString("url"),
                row.getString("conclusion"),
                Instants.get(row, "intended_at"),
                Instants.find(row, "ended_at"));
    }
}
