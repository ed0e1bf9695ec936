package io.drover.ledger;

import static io.drover.ledger.Columns.cut;

import com.zaxxer.hikari.HikariDataSource;
import io.drover.failure.RetryLater;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in a relational database: H2 in a file for one process, PostgreSQL for several, by the same statements.
 *
 * <p>Texts for people are cut to the length of their column; identifiers are not, they fail. When the database does not answer, every
 * method ends in JDBI's unchecked exception. Words about a run that is not in the ledger (any more) are dropped.
 */
public final class JdbcLedger implements Ledger {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Intents intents;
    private final Overview overview;

    private JdbcLedger(HikariDataSource pool, Clock clock) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).registerArgument(new Instants());
        this.clock = clock;
        this.intents = new JdbcIntents(jdbi, pool.getJdbcUrl().startsWith("jdbc:h2:"));
        this.overview = new JdbcOverview(jdbi, clock);
    }

    /**
     * Connects and brings the tables up to date; several processes may do so at once.
     *
     * @param url {@code jdbc:h2:file:…} (its folder is made) or {@code jdbc:postgresql://…}
     * @param user null when the URL says it, or for H2 without a user
     * @throws IllegalStateException when that fails; the message is for the operator and shows no parameter of the URL
     */
    public static JdbcLedger open(String url, @Nullable String user, @Nullable String password, Clock clock) {
        return new JdbcLedger(Database.open(url, user, password), clock);
    }

    @Override
    public Claim claim(String flow, String subject, String owner, Duration lease) {
        return claim(flow, subject, owner, lease, false);
    }

    @Override
    public Claim claimAgain(String flow, String subject, String owner, Duration lease) {
        return claim(flow, subject, owner, lease, true);
    }

    private Claim claim(String flow, String subject, String owner, Duration lease, boolean again) {
        Instant now = now();
        var wanted = new Leases.Wanted(
                flow, Columns.subject(subject), cut(owner, Columns.OWNER), now, now.plus(lease), again);
        return Races.settle(() -> jdbi.inTransaction(tx -> Leases.claim(tx, wanted)));
    }

    @Override
    public void renewLeases(String owner, Duration lease) {
        jdbi.useHandle(handle -> Leases.renew(handle, cut(owner, Columns.OWNER), now().plus(lease)));
    }

    @Override
    public void release(Run run) {
        jdbi.useTransaction(tx -> {
            if (Leases.free(tx, run)) {
                Runs.touch(tx, run.id(), now());
            }
        });
    }

    @Override
    public void finish(Run run) {
        end(run, Run.State.DONE, null);
    }

    @Override
    public void park(Run run, String reason) {
        end(run, Run.State.PARKED, cut(reason, Columns.REASON));
    }

    @Override
    public void stopped(Run run, String reason) {
        end(run, Run.State.STOPPED, cut(reason, Columns.REASON));
    }

    @Override
    public Optional<Instant> stop(String flow, String subject, String reason) {
        Instant now = now();
        var wanted = new Leases.Wanted(flow, Columns.subject(subject), "", now, now, false);
        String why = cut(reason, Columns.STOP_REASON);
        return Races.settle(() -> jdbi.inTransaction(tx -> Leases.stop(tx, wanted, why)));
    }

    @Override
    public Standing standing(Run run) {
        return jdbi.withHandle(handle -> Leases.standing(handle, run));
    }

    private void end(Run run, Run.State state, @Nullable String reason) {
        jdbi.useTransaction(tx -> {
            if (!Leases.free(tx, run)) {
                throw new RetryLater(
                        ("The claim on %s by run %s is lost: its lease ran out and another worker took it up, so %s is not"
                                        + " recorded; the event is tried again")
                                .formatted(run.subject(), run.id(), state));
            }
            Runs.end(tx, run.id(), state, reason, now());
        });
    }

    @Override
    public void note(String runId, @Nullable String waitingFor) {
        String text = waitingFor == null ? null : cut(waitingFor, Columns.WAITING_FOR);
        jdbi.useHandle(handle -> Runs.note(handle, runId, text, now()));
    }

    @Override
    public void stepStarted(String runId, String stepId, String title) {
        Instant now = now();
        jdbi.useTransaction(tx -> {
            if (Runs.touch(tx, runId, now)) {
                Steps.start(tx, runId, cut(stepId, Columns.STEP_ID), cut(title, Columns.TITLE), now);
            }
        });
    }

    @Override
    public void stepEnded(String runId, String stepId, @Nullable String problem) {
        String text = problem == null ? null : cut(problem, Columns.PROBLEM);
        Instant now = now();
        jdbi.useTransaction(tx -> {
            if (Runs.goesOn(tx, runId, now)) {
                Steps.end(tx, runId, cut(stepId, Columns.STEP_ID), text, now);
            }
        });
    }

    @Override
    public List<Subject> subjects(String flow) {
        return jdbi.withHandle(handle -> Runs.newestOfEach(handle, flow, now()));
    }

    @Override
    public List<Run> runs(int limit) {
        return jdbi.withHandle(handle -> Runs.newest(handle, limit));
    }

    @Override
    public List<Step> steps(String runId) {
        return jdbi.withHandle(handle -> Steps.of(handle, runId));
    }

    @Override
    public void remember(RepositoryOrigin origin) {
        Races.settle(() -> jdbi.inTransaction(tx -> Repositories.remember(tx, origin, now())));
    }

    @Override
    public List<RepositoryOrigin> repositories(String domainId, String projectId) {
        return jdbi.withHandle(handle -> Repositories.of(handle, domainId, projectId));
    }

    @Override
    public List<RepositoryOrigin> repositories(String projectId) {
        return jdbi.withHandle(handle -> Repositories.of(handle, projectId));
    }

    @Override
    public List<RepositoryOrigin> madeFrom(String template, String branch) {
        return jdbi.withHandle(handle -> Repositories.madeFrom(handle, template, branch));
    }

    @Override
    public void mark(Map<RepositoryOrigin, Boolean> behind) {
        Instant now = now();
        // In one order everywhere, so that two processes never wait for each other's rows.
        List<RepositoryOrigin> ordered = behind.keySet().stream()
                .sorted(Comparator.comparing(RepositoryOrigin::repository))
                .toList();
        jdbi.useTransaction(tx ->
                ordered.forEach(origin -> Repositories.mark(tx, origin, Boolean.TRUE.equals(behind.get(origin)), now)));
    }

    @Override
    public void name(String subject, String name) {
        String text = cut(name, Columns.NAME);
        Races.settle(() -> jdbi.inTransaction(tx -> ProjectNames.remember(tx, subject, text)));
    }

    @Override
    public void remember(ProjectRequest request) {
        Races.settle(() -> jdbi.inTransaction(tx -> {
            Requests.replace(tx, request);
            return 1;
        }));
    }

    @Override
    public Optional<ProjectRequest> request(String subject) {
        return jdbi.withHandle(handle -> Requests.find(handle, subject));
    }

    @Override
    public void pushed(String subject, String image, Instant at) {
        Races.settle(() -> jdbi.inTransaction(tx -> ImagePushes.remember(tx, subject, image, at)));
    }

    @Override
    public Optional<String> newestPush(String subject) {
        return jdbi.withHandle(handle -> ImagePushes.newest(handle, subject));
    }

    @Override
    public void checked(Check check) {
        Races.settle(() -> jdbi.inTransaction(tx -> ProjectChecks.remember(tx, check)));
    }

    @Override
    public List<Check> checks() {
        return jdbi.withHandle(ProjectChecks::all);
    }

    @Override
    public Intents intents() {
        return intents;
    }

    @Override
    public void review(String modelPackage, String status, Instant at, String reviewer) {
        String by = cut(reviewer, Columns.REVIEWER);
        Races.settle(() -> jdbi.inTransaction(tx -> Reviews.add(tx, modelPackage, status, at, by)));
    }

    @Override
    public Optional<String> reviewer(String modelPackage, String status) {
        return jdbi.withHandle(handle -> Reviews.newest(handle, modelPackage, status));
    }

    @Override
    public void beat() {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("update pulse set beaten_at = :now")
                    .bind("now", now())
                    .execute());
        } catch (RuntimeException e) {
            throw new RetryLater("The ledger cannot be written. " + Trouble.sentence(e), null, e);
        }
    }

    @Override
    public Backlog backlog(Duration stuckAfter, Duration longestWait) {
        Instant now = now();
        return jdbi.withHandle(handle ->
                Runs.open(handle, now, now.minus(stuckAfter), now.minus(longestWait), Repositories.behind(handle)));
    }

    @Override
    public Overview overview() {
        return overview;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Cut to what both databases keep, so that a time read is the time written. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
