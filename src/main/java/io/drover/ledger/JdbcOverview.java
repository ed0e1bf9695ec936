package io.drover.ledger;

import io.drover.event.StackProject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** What people look at, in the ledger's database. */
final class JdbcOverview implements Overview {
    /**
     * One row a project: the run of its deletion if there is one, else that of its creation. The ids are those of the routes.
     */
    private static final String PROJECTS = """
        select * from (
            select leases.subject as project, names.name, runs.number, runs.id, runs.flow, runs.subject, runs.state,
                   runs.attempt, runs.waiting_for, runs.reason, runs.started_at, runs.updated_at, runs.ended_at,
                   leases.expires_at as held_until,
                   case when runs.flow = 'project-deleted' and runs.state = 'DONE' then 'DELETED'
                        when runs.state <> 'RUNNING' then runs.state
                        when runs.waiting_for is not null then 'WAITING'
                        when leases.expires_at > :now then 'RUNNING'
                        else 'WAITING' end as standing
            from leases
            join runs on runs.id = leases.run_id
            left join project_names names on names.subject = leases.subject
            where leases.flow = 'project-deleted'
               or (leases.flow = 'project-created'
                   and not exists (select 1 from leases deleted
                                   where deleted.flow = 'project-deleted' and deleted.subject = leases.subject))
        ) projects
        """;

    private static final String SEARCH = """
        where number < :after
          and standing in (<states>)
          and (:all = 1 or lower(project) like :search escape '!' or lower(name) like :search escape '!'
               or project in (select domain_id || '/' || project_id from repositories
                              where lower(repository) like :search escape '!'))
          and (:behind = 0 or project in (select domain_id || '/' || project_id from repositories where <is_behind>))
        order by number desc limit :limit
        """;

    private final Jdbi jdbi;
    private final Clock clock;

    JdbcOverview(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public List<ProjectEntry> projects(ProjectFilter filter) {
        Set<ProjectState> states =
                filter.states().isEmpty() ? Set.copyOf(Arrays.asList(ProjectState.values())) : filter.states();
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(PROJECTS + SEARCH)
                .bind("now", now)
                .bind("after", filter.after())
                .bind("all", filter.search().isEmpty() ? 1 : 0)
                .bind("search", containing(filter.search()))
                .bind("behind", filter.behind() ? 1 : 0)
                .define("is_behind", Repositories.BEHIND)
                .bind("limit", filter.limit())
                .bindList("states", states.stream().map(Enum::name).toList())
                .map((row, context) -> entry(row, now))
                .list());
    }

    /** A pattern in which nothing but the two ends stands for anything else. */
    private static String containing(String text) {
        return '%' + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + '%';
    }

    @Override
    public Optional<ProjectEntry> project(String subject) {
        Instant now = clock.instant();
        return jdbi.withHandle(handle -> handle.createQuery(PROJECTS + "where project = :subject")
                .bind("now", now)
                .bind("subject", subject)
                .map((row, context) -> entry(row, now))
                .findOne());
    }

    private static ProjectEntry entry(ResultSet row, Instant now) throws SQLException {
        Instant until = Instants.find(row, "held_until");
        return new ProjectEntry(
                row.getLong("number"),
                row.getString("project"),
                row.getString("name"),
                ProjectState.valueOf(row.getString("standing")),
                until != null && until.isAfter(now),
                Runs.read(row, ""));
    }

    @Override
    public Map<ProjectState, Integer> totals() {
        Map<ProjectState, Integer> totals = new EnumMap<>(ProjectState.class);
        jdbi.useHandle(handle -> handle.createQuery(
                        "select standing, count(*) as projects from (" + PROJECTS + ") all_projects group by standing")
                .bind("now", clock.instant())
                .map((row, context) ->
                        totals.put(ProjectState.valueOf(row.getString("standing")), row.getInt("projects")))
                .list());
        return totals;
    }

    @Override
    public Optional<Run> run(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(Runs.SELECT + "where id = :id")
                .bind("id", id)
                .map((row, context) -> Runs.read(row, ""))
                .findOne());
    }

    /** As it stands in the ARN of a model: of SageMaker Projects it is called as the project. */
    private static String modelGroup(String domain, String project) {
        return StackProject.isHome(domain) ? "/" + project + "/" : "/aiops-" + project + "-models/";
    }

    /** A model's run is known by what it dispatched, or by the name of its group, which follows from the project. */
    @Override
    public List<Run> runs(String subject, int limit) {
        String domain = subject.substring(0, subject.indexOf('/'));
        String project = subject.substring(subject.indexOf('/') + 1);
        return jdbi.withHandle(handle -> handle.createQuery(Runs.SELECT + """
            where subject = :subject
               or subject in (select intents.subject from intents
                              join repositories on repositories.repository = intents.repository
                              where domain_id = :domain and project_id = :project)
               or (flow = 'model-approved' and subject like :group escape '!')
            order by number desc limit :limit
            """)
                .bind("subject", subject)
                .bind("domain", domain)
                .bind("project", project)
                .bind("group", containing(modelGroup(domain, project)))
                .bind("limit", limit)
                .map((row, context) -> Runs.read(row, ""))
                .list());
    }

    @Override
    public Map<String, Step> newestSteps(Collection<String> runIds) {
        return byKey(runIds, "run_id", """
            select run_id, step_id, title, started_at, ended_at, problem from steps
            where number in (select max(number) from steps where run_id in (<keys>) group by run_id)
            """, Steps::read);
    }

    @Override
    public Map<String, List<Step>> steps(Collection<String> runIds) {
        return listsByKey(runIds, "run_id", """
            select run_id, step_id, title, started_at, ended_at, problem from steps
            where run_id in (<keys>) order by number
            """, Steps::read);
    }

    @Override
    public Map<String, List<RepositoryOrigin>> repositories(Collection<String> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        Set<String> wanted = Set.copyOf(subjects);
        return jdbi.withHandle(handle -> handle
                .createQuery(Repositories.SELECT + """
            where domain_id in (<domains>) and project_id in (<projects>)
            order by role, repository
            """)
                .bindList("domains", parts(subjects, 0))
                .bindList("projects", parts(subjects, 1))
                .map(Repositories::read)
                .stream()
                .filter(origin -> wanted.contains(subject(origin)))
                .collect(Collectors.groupingBy(JdbcOverview::subject)));
    }

    private static Set<String> parts(Collection<String> subjects, int part) {
        return subjects.stream()
                .map(subject -> subject.split("/", 2)[part])
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String subject(RepositoryOrigin origin) {
        return origin.domainId() + "/" + origin.projectId();
    }

    @Override
    public Map<String, Intent> intents(Collection<String> subjects) {
        return byKey(subjects, "subject", JdbcIntents.SELECT + "where subject in (<keys>)", JdbcIntents::read);
    }

    @Override
    public Map<String, Intent> newestIntents(Collection<String> repositories) {
        return byKey(repositories, "repository", JdbcIntents.SELECT + """
            where repository in (<keys>)
              and intended_at = (select max(newer.intended_at) from intents newer where newer.repository = intents.repository)
            """, JdbcIntents::read);
    }

    @Override
    public Map<String, Instant> behind(Collection<String> repositories) {
        return byKey(
                repositories,
                "repository",
                "select repository, behind_since from repositories where repository in (<keys>) and "
                        + Repositories.BEHIND,
                (row, context) -> Instants.get(row, "behind_since"));
    }

    @Override
    public int projectsBehind() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(distinct domain_id || '/' || project_id) from repositories where "
                                + Repositories.BEHIND)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Map<String, Check> checks(Collection<String> subjects) {
        return byKey(
                subjects,
                "subject",
                "select subject, checked_at, differences from checks where subject in (<keys>)",
                ProjectChecks::read);
    }

    private <T> Map<String, T> byKey(Collection<String> keys, String column, String sql, RowMapper<T> read) {
        Map<String, T> found = new HashMap<>();
        listsByKey(keys, column, sql, read).forEach((key, values) -> found.put(key, values.get(0)));
        return found;
    }

    private record Keyed<T>(String key, T value) {}

    private <T> Map<String, List<T>> listsByKey(Collection<String> keys, String column, String sql, RowMapper<T> read) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> handle
                .createQuery(sql)
                .bindList("keys", List.copyOf(keys))
                .map((row, context) -> new Keyed<>(row.getString(column), read.map(row, context)))
                .stream()
                .collect(Collectors.groupingBy(Keyed::key, Collectors.mapping(Keyed::value, Collectors.toList()))));
    }
}
