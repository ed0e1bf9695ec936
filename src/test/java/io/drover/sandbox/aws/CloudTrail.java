package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Calls of one service's operations in one account and region, as CloudTrail tells them to EventBridge.
 *
 * @param service say {@code sagemaker}
 * @param userIdentity who calls
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">Record contents</a>
 */
record CloudTrail(String service, String account, String region, ObjectNode userIdentity) {
    /**
     * @param asked the request's members, first letters small
     * @param answered a null node for nothing
     */
    ObjectNode event(String operation, JsonNode asked, JsonNode answered, Instant now) {
        ObjectNode detail = Json.object().put("eventVersion", "1.11");
        detail.set("userIdentity", userIdentity);
        detail.put("eventTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("eventSource", service + ".amazonaws.com")
                .put("eventName", operation)
                .put("awsRegion", region)
                .put("sourceIPAddress", "192.0.2.1")
                .put("userAgent", "aws-internal")
                .set("requestParameters", asked);
        detail.set("responseElements", answered);
        detail.put("requestID", UUID.randomUUID().toString())
                .put("eventID", UUID.randomUUID().toString())
                .put("readOnly", false)
                .put("eventType", "AwsApiCall")
                .put("managementEvent", true)
                .put("recipientAccountId", account)
                .put("eventCategory", "Management");
        OutcomeEvent event =
                new OutcomeEvent("default", "aws." + service, "AWS API Call via CloudTrail", detail, List.of());
        return EventEnvelope.of(event, account, region, now);
    }
}
