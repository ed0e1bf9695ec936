package io.drover.camel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The detail of the events that Drover sends.
 *
 * @param subject {@code domain/project}, null when the message did not say
 * @param repositoryNames by role, of a project of SageMaker Projects; null of others, which have the two above
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
        @Nullable Map<String, String> repositoryNames,
        @Nullable String repositories,
        @Nullable String reason) {

    /** What the event concerns, for EventBridge, which wants a word: the subject, or the flow when the message named none. */
    public String resource() {
        return subject == null ? "drover/" + flow : subject;
    }
}
