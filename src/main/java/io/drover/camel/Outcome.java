package io.drover.camel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The detail of the events that Drover sends.
 *
 * @param subject {@code domain/project}, null when the message did not say
 * @param repositories what became of the repositories of a deleted project, null when it was not deleted
 * @param reason why it failed or was stopped, null when it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
        @Nullable String runId,
        @Nullable String flow,
        @Nullable String subject,
        @Nullable String projectName,
        @Nullable String profile,
        @Nullable String buildRepository,
        @Nullable String deployRepository,
        @Nullable String repositories,
        @Nullable String reason) {

    /** What the event concerns, for EventBridge, which wants a word: the subject, or the flow when the message named none. */
    public String resource() {
        return subject == null ? "drover/" + flow : subject;
    }
}
