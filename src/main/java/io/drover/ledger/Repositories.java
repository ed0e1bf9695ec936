package io.drover.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on repositories made from a template. */
final class Repositories {
    static final String SELECT = """
        select repository, role, domain_id, project_id, template, branch, folder, template_commit, template_tree
        from repositories
        """;

    /** A project that is deleted needs no template any more. */
    private static final String ALIVE = """
        not exists (select 1 from leases
                    where leases.flow = 'project-deleted' and leases.subject = domain_id || '/' || project_id)
        """;

    /** What counts as behind its template. */
    static final String BEHIND = "behind_since is not null and " + ALIVE;

    /** Another word about the same commit, which does not tell what the folder held, takes nothing away. */
    private static final String REPLACE = """
        update repositories
        set role = :role, domain_id = :domain, project_id = :project, template = :template, branch = :branch,
            folder = :folder, template_commit = :commit, remembered_at = :now,
            template_tree = coalesce(:tree,
                case when template_commit = :commit and folder = :folder then template_tree end),
            behind_since = case when template_commit = :commit and folder = :folder then behind_since end
        where repository = :repository
        """;

    private static final String ADD = """
        insert into repositories (repository, role, domain_id, project_id, template, branch, folder,
                                  template_commit, template_tree, remembered_at)
        values (:repository, :role, :domain, :project, :template, :branch, :folder, :commit, :tree, :now)
        """;

    private static final String FALL_BEHIND = """
        update repositories set behind_since = :now
        where repository = :repository and template_tree = :tree and behind_since is null
        """;
    private static final String CATCH_UP = """
        update repositories set behind_since = null
        where repository = :repository and template_tree = :tree and behind_since is not null
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
                .bind("tree", origin.tree())
                .bind("now", now)
                .execute();
    }

    static List<RepositoryOrigin> of(Handle handle, String domainId, String projectId) {
        return handle.createQuery(SELECT + """
            where domain_id = :domain and project_id = :project
            order by role, repository
            """)
                .bind("domain", domainId)
                .bind("project", projectId)
                .map(Repositories::read)
                .list();
    }

    static List<RepositoryOrigin> of(Handle handle, String projectId) {
        return handle.createQuery(SELECT + """
            where project_id = :project
            order by role, repository
            """)
                .bind("project", projectId)
                .map(Repositories::read)
                .list();
    }

    static List<RepositoryOrigin> madeFrom(Handle handle, String template, String branch) {
        return handle.createQuery(SELECT + "where template = :template and branch = :branch and " + ALIVE)
                .bind("template", template)
                .bind("branch", branch)
                .map(Repositories::read)
                .list();
    }

    /** Nothing happens to one that was remembered anew meanwhile. */
    static void mark(Handle tx, RepositoryOrigin origin, boolean behind, Instant now) {
        var update = tx.createUpdate(behind ? FALL_BEHIND : CATCH_UP)
                .bind("repository", origin.repository())
                .bind("tree", origin.tree());
        (behind ? update.bind("now", now) : update).execute();
    }

    /** How many repositories are behind. */
    static int behind(Handle handle) {
        return handle.createQuery("select count(*) from repositories where " + BEHIND)
                .mapTo(Integer.class)
                .one();
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
                row.getString("template_commit"),
                row.getString("template_tree"));
    }
}
