package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation asks of a custom resource.
 *
 * @param type {@code Create}, {@code Update} or {@code Delete}
 * @param physicalId null for a resource that is not there yet
 * @param url where the answer goes
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">Custom resource request objects</a>
 */
record CustomResourceRequest(
        String type, @Nullable String physicalId, Map<String, String> properties, String url, String id) {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * The body of the message that SNS puts into a queue: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
     */
    String notification(SageMakerProjectScene scene, Instant now) {
        String topic = "arn:aws:sns:" + scene.region() + ":" + scene.account() + ":drover-projects";
        String sns = "https://sns." + scene.region() + ".amazonaws.com/";
        return Json.object()
                .put("Type", "Notification")
                .put("MessageId", UUID.randomUUID().toString())
                .put("TopicArn", topic)
                .put("Subject", "AWS CloudFormation custom resource request")
                .put("Message", message(scene, topic))
                .put("Timestamp", MILLISECONDS.format(now))
                .put("SignatureVersion", "1")
                .put("Signature", "EXAMPLE")
                .put("SigningCertURL", sns + "SimpleNotificationService-EXAMPLE.pem")
                .put("UnsubscribeURL", sns + "?Action=Unsubscribe&SubscriptionArn=" + topic + ":EXAMPLE")
                .toString();
    }

    private String message(SageMakerProjectScene scene, String topic) {
        ObjectNode values = Json.object().put("ServiceToken", topic);
        properties.forEach(values::put);
        ObjectNode request = Json.object()
                .put("RequestType", type)
                .put("ServiceToken", topic)
                .put("ResponseURL", url)
                .put("StackId", scene.stackArn())
                .put("RequestId", id)
                .put("LogicalResourceId", "Repositories")
                .put("ResourceType", "Custom::Repositories");
        request.set("ResourceProperties", values);
        if (physicalId != null) {
            request.put("PhysicalResourceId", physicalId);
        }
        if (type.equals("Update")) {
            request.set("OldResourceProperties", values);
        }
        return request.toString();
    }
}
