package io.drover.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource of a stack asks for a project's repositories. CloudFormation waits for the answer, for an hour at the most unless the
 * resource has a ServiceTimeout.
 *
 * @param type what is to become of it
 * @param requestId the same for each delivery
 * @param responseUrl where the answer goes; whoever has it can answer, so it never reaches a log
 * @param stackId ARN of the stack
 * @param resourceId the resource's name in the template
 * @param physicalId what an earlier answer called it; null for a new one
 * @param properties what the template says, texts only
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html">Requests</a>
 */
public record StackRequest(
        Type type,
        String requestId,
        String responseUrl,
        String stackId,
        String resourceId,
        @Nullable String physicalId,
        Map<String, String> properties)
        implements ProjectEvent {
    /** CloudFormation's RequestType. */
    public enum Type {
        CREATE,
        UPDATE,
        DELETE
    }

    public StackRequest {
        properties = Map.copyOf(properties);
    }

    /** Whether a message of SNS carries such a request. */
    static boolean isIn(JsonNode message) {
        return message.has("ResponseURL") && message.has("RequestType");
    }

    /** What the run is about: the same for each delivery. */
    public String subject() {
        return "request/" + requestId;
    }

    /** Without the URL and without values. */
    @Override
    public String toString() {
        return "StackRequest[%s %s, %s of %s]".formatted(type, requestId, resourceId, stackId);
    }
}
