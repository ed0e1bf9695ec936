package io.drover.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dispatch that was about to be sent, and what became of it.
 *
 * @param subject of the run that wanted it; there is one intent for each
 * @param modelGroup name of the model package group
 * @param modelPackage ARN of the version to deploy
 * @param repository {@code owner/name}
 * @param correlationId random; tells the workflow run apart where the workflow shows it
 * @param workflowRunId GitHub's id, null until it is known
 * @param url the workflow run's page, null until it is known
 * @param conclusion GitHub's word for how the workflow run ended, null until then
 * @param intendedAt when it was written, before the call
 * @param endedAt when the end was seen, null until then
 */
public record Intent(
        String subject,
        String modelGroup,
        String modelPackage,
        String repository,
        String workflow,
        String ref,
        String correlationId,
        State state,
        @Nullable Long workflowRunId,
        @Nullable String url,
        @Nullable String conclusion,
        Instant intendedAt,
        @Nullable Instant endedAt) {

    /** How much is known of the dispatch. */
    public enum State {
        /** It may have been sent or not: look for its workflow run before it is sent again. */
        INTENDED,
        /** GitHub took it without saying which workflow run it made. */
        ACCEPTED,
        /** Its workflow run is known. */
        STARTED,
        /** Several workflow runs may be the one; a person has to decide. */
        UNCERTAIN,
        /** Its workflow run has ended. */
        ENDED
    }

    /** One that is to be written now. */
    public static Intent of(
            String subject,
            String modelGroup,
            String modelPackage,
            String repository,
            String workflow,
            String ref,
            String correlationId,
            Instant now) {
        return new Intent(
                subject,
                modelGroup,
                modelPackage,
                repository,
                workflow,
                ref,
                correlationId,
                State.INTENDED,
                null,
                null,
                null,
                now,
                null);
    }
}
