package io.drover.camel;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The detail of the events that Drover sends.
 *
 * @param subject {@code domain/project}, null when the message did not say
 * @param reason why it failed, null when it did not
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
        @Nullable String reason) {

    /** What the event concerns, for EventBridge, which wants a word: the subject, or the flow when the message named none. */
    public String resource() {
        return subject == null ? "drover/" + flow : subject;
    }
}
