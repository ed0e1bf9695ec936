package io.drover.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Intents of dispatches: written before the call, so that nothing is sent twice. Only the holder of a run's lease writes its intent. */
public interface Intents {
    /** Empty when nothing was intended for this subject, or it was withdrawn. */
    Optional<Intent> find(String subject);

    /** To be done before the call; fails when there is one for the subject already. */
    void intend(Intent intent);

    /** GitHub certainly refused the call, so that it may be sent again without a look. */
    void withdraw(String subject);

    /** GitHub took the call without saying which workflow run it made. */
    void accepted(String subject);

    void started(String subject, long workflowRunId, String url);

    /** Several workflow runs may be the one. */
    void uncertain(String subject);

    void ended(String subject, String conclusion, Instant at);

    /** Ids of the workflow runs of a repository that belong to an intent. */
    Set<Long> workflowRuns(String repository);

    /** Those of a repository whose end has not been seen. */
    List<Intent> open(String repository);

    /** The newest intent of a group whose workflow run is known: what is deployed, or is being deployed. */
    Optional<Intent> newestStarted(String modelGroup);

    /** The newest first, at most {@code limit}. */
    List<Intent> newest(int limit);
}
