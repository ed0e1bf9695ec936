package io.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on repositories made from a template. */
final class Repositories {
    private static final String REPLACE = """
        update repositories
        set role = :role, domain_id = :domain, project_id = :project, template = :template, branch = :branch,
            folder = :folder, template_commit = :commit, remembered_at = :now
        where repository = :repository
        """;
    private static final String ADD = """
        insert into repositories (repository, role, domain_id, project_id, template, branch, folder,
                                  template_commit, remembered_at)
        values (:repository, :role, :domain, :project, :template, :branch, :folder, :commit, :now)
        """;

    private Repositories() {}

    /** Answers the rows written, always 1; ends in a unique violation when another transaction added it at the same time. */
    static int remember(Handle tx, RepositoryOrigin origin, Instant now) {
        int replaced = write(tx, REPLACE, origin, now);
        return replaced == 0 ? write(tx, ADD, origin, now) : replaced;
    }

    private static int write(Handle tx, String sql, RepositoryOrigin origin, Instant now) {
        return tx.createUpdate(sql)
                .bind("repository", origin.repository())
                .bind("role", origin.role())
                .bind("domain", origin.domainId())
                .bind("project", origin.projectId())
                .bind("template", origin.template())
                .bind("branch", origin.branch())
                .bind("folder", origin.folder())
                .bind("commit", origin.commit())
                .bind("now", now)
                .execute();
    }

    static List<RepositoryOrigin> of(Handle handle, String domainId, String projectId) {
        return handle.createQuery("""
            select repository, role, domain_id, project_id, template, branch, folder, template_commit
            from repositories
            where domain_id = :domain and project_id = :project
            order by role, repository
            """)
                .bind("domain", domainId)
                .bind("project", projectId)
                .map(Repositories::read)
                .list();
    }

    static List<RepositoryOrigin> of(Handle handle, String projectId) {
        return handle.createQuery("""
            select repository, role, domain_id, project_id, template, branch, folder, template_commit
            from repositories
            where project_id = :project
            order by role, repository
            """)
                .bind("project", projectId)
                .map(Repositories::read)
                .list();
    }

    static RepositoryOrigin read(ResultSet row, StatementContext context) throws SQLException {
        return new RepositoryOrigin(
                row.getString("repository"),
                row.getString("role"),
                row.getString("domain_id"),
                row.getString("project_id"),
                row.getString("template"),
                row.getString("branch"),
                row.getString("folder"),
                row.getString("template_commit"));
    }
}
