package io.drover.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.event.StackRequest;
import io.drover.failure.Foreign;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation is told.
 *
 * @param status {@code SUCCESS} or {@code FAILED}
 * @param reason why it failed; null when it did not
 * @param physicalId the same for all requests of one resource: another one would make CloudFormation delete what it had
 * @param data what templates may ask for with {@code Fn::GetAtt}
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html">Responses</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StackAnswer(
        @JsonProperty("Status") String status,
        @JsonProperty("Reason") @Nullable String reason,
        @JsonProperty("PhysicalResourceId") String physicalId,
        @JsonProperty("StackId") String stackId,
        @JsonProperty("RequestId") String requestId,
        @JsonProperty("LogicalResourceId") String resourceId,
        @JsonProperty("Data") Map<String, String> data) {
    /** CloudFormation takes 4096 bytes in all. */
    private static final int LONGEST_REASON = 1000;

    static StackAnswer success(StackRequest request, String physicalId, Map<String, String> data) {
        return new StackAnswer(
                "SUCCESS", null, physicalId, request.stackId(), request.requestId(), request.resourceId(), data);
    }

    static StackAnswer failure(StackRequest request, String physicalId, String reason) {
        String line = Foreign.oneLine(reason);
        return new StackAnswer(
                "FAILED",
                line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line,
                physicalId,
                request.stackId(),
                request.requestId(),
                request.resourceId(),
                Map.of());
    }
}
