package io.drover.ledger;

import io.drover.failure.RetryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was done, what is being done and by whom. Losing it may cost history, never correctness: every step compares with GitHub and
 * AWS before it writes. Safe for several threads and, on PostgreSQL, for several processes. It never holds a secret value.
 */
public interface Ledger extends AutoCloseable {
    /** The flow that onboards projects: the id of its route. */
    String ONBOARDING = "project-created";

    /**
     * Asks for the work on a subject. Granted to one claimant at a time: a run that was cut short (its lease was released or ran out)
     * goes on under its old id, a parked or unknown subject gets a new run.
     *
     * @param flow the route's id
     * @param subject what the event is about, say {@code dzd_1/project_2}; at most 255 characters
     * @param owner this process, so that {@link #renewLeases} finds all its leases
     * @param lease how long the claim holds unless it is renewed
     */
    Claim claim(String flow, String subject, String owner, Duration lease);

    /** As {@link #claim}, but finished work is gone through once more, in a new run. */
    Claim claimAgain(String flow, String subject, String owner, Duration lease);

    /** Whether the run still holds its lease and was not asked to stop. */
    Standing standing(Run run);

    /** Prolongs every lease of this process by {@code lease} from now; one statement, whatever the number. */
    void renewLeases(String owner, Duration lease);

    /** Hands unfinished work back: the run stays open and the next claim goes on with it. Nothing happens unless it holds the lease. */
    void release(Run run);

    /** Marks the run as done and frees its subject; a later claim answers {@link Claim.Finished}. */
    void finish(Run run);

    /**
     * Records that the event went to the dead letters. The subject is free: the next claim starts a new run.
     *
     * @param reason why, in a sentence for the operator
     */
    void park(Run run, String reason);

    /**
     * Records that what the run was about is gone; a later claim answers {@link Claim.Finished}.
     *
     * @param reason in a sentence for the operator
     */
    void stopped(Run run, String reason);

    /**
     * Asks the open run of a subject to stop; one that nobody works on is stopped at once. From then on a claim on the subject answers
     * {@link Claim.Finished}, also when there was no run.
     *
     * @return until when somebody holds it at least; empty when nobody works on the subject
     */
    Optional<Instant> stop(String flow, String subject, String reason);

    /**
     * Says in a sentence what the run waits for; null when it goes on.
     */
    void note(String runId, @Nullable String waitingFor);

    /**
     * Adds a step to the run's timeline.
     *
     * @param stepId the step's id in the route
     * @param title its description
     */
    void stepStarted(String runId, String stepId, String title);

    /**
     * Ends the newest open step of this id, and what was waited for in it; unknown ones are ignored.
     *
     * @param problem why it failed, null when it succeeded
     */
    void stepEnded(String runId, String stepId, @Nullable String problem);

    /** The newest run of each subject of a flow, and whether somebody works on it now. */
    List<Subject> subjects(String flow);

    /** The newest runs first, at most {@code limit}. */
    List<Run> runs(int limit);

    /** The steps of a run in the order they started; empty when the run is unknown. */
    List<Step> steps(String runId);

    /** Remembers which template commit a repository was made from; a later word replaces the earlier one. */
    void remember(RepositoryOrigin origin);

    /** What is remembered of a project's repositories; empty when nothing. */
    List<RepositoryOrigin> repositories(String domainId, String projectId);

    /** What is remembered of a project's repositories when its domain is not known; empty when nothing. */
    List<RepositoryOrigin> repositories(String projectId);

    /** What is remembered of all repositories made from a branch of a template repository, but for those of deleted projects. */
    List<RepositoryOrigin> madeFrom(String template, String branch);

    /**
     * Remembers whether repositories are behind their template, of all or of none. One that was behind before is so since then; one that was
     * remembered anew meanwhile is left as it is.
     *
     * @param behind origins whose tree is known
     */
    void mark(Map<RepositoryOrigin, Boolean> behind);

    /** Remembers what people call a project; a later word replaces the earlier one. */
    void name(String subject, String name);

    /** Remembers what a project's own stack asked for; a later word replaces the earlier one. */
    void remember(ProjectRequest request);

    /** What a project's own stack asked for; empty when it did not. */
    Optional<ProjectRequest> request(String subject);

    /** Remembers that an image was pushed, unless a later push of the same subject is known. */
    void pushed(String subject, String image, Instant at);

    /** The image of the newest push; empty when none is known. */
    Optional<String> newestPush(String subject);

    /** Remembers the newest comparison of a project. */
    void checked(Check check);

    /** The newest comparison of every project that was ever compared, the oldest first. */
    List<Check> checks();

    /** What was about to be dispatched. */
    Intents intents();

    /**
     * Remembers who approved or rejected a version of a model; the same word again changes nothing.
     *
     * @param status SageMaker's word for what it became
     */
    void review(String modelPackage, String status, Instant at, String reviewer);

    /** Who gave the version this status last; empty when nobody was seen. */
    Optional<String> reviewer(String modelPackage, String status);

    /**
     * Writes something that means nothing.
     *
     * @throws RetryLater when the ledger cannot be written; the message says why and what to do
     */
    void beat();

    /**
     * Counts what is not over.
     *
     * @param stuckAfter how long nobody must have worked on a run that counts as stuck
     * @param longestWait how long a run must have waited that counts as waiting long
     */
    Backlog backlog(Duration stuckAfter, Duration longestWait);

    /** What people look at. */
    Overview overview();

    @Override
    void close();
}
