package io.drover.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what CloudFormation asks over an SNS topic, with SNS's envelope or without. */
final class StackRequests {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StackRequests() {}

    /** Empty when the message is something else. */
    static Optional<StackRequest> find(JsonNode message) {
        if (message.path("Type").asText().equals("SubscriptionConfirmation")) {
            throw new Permanent(
                    "Topic %s asks whether it may send to this queue: confirm it with aws sns confirm-subscription and the Token of this message, within two days."
                            .formatted(Foreign.shown(message.path("TopicArn").asText())));
        }
        JsonNode request = message.path("Type").asText().equals("Notification") ? carried(message) : message;
        return StackRequest.isIn(request) ? Optional.of(read(request)) : Optional.empty();
    }

    private static JsonNode carried(JsonNode envelope) {
        try {
            return JSON.readTree(envelope.path("Message").asText());
        } catch (JsonProcessingException e) {
            // Without the cause: it may quote the message, and the message has the URL.
            throw new Permanent("The message of SNS carries no JSON: check what publishes to the topic.");
        }
    }

    private static StackRequest read(JsonNode request) {
        Map<String, String> properties = new LinkedHashMap<>();
        request.path("ResourceProperties").properties().forEach(each -> {
            if (each.getValue().isValueNode() && !each.getKey().equals("ServiceToken")) {
                properties.put(each.getKey(), each.getValue().asText());
            }
        });
        return new StackRequest(
                type(request.path("RequestType").asText()),
                text(request, "RequestId"),
                text(request, "ResponseURL"),
                text(request, "StackId"),
                text(request, "LogicalResourceId"),
                Text.of(request.path("PhysicalResourceId")).orElse(null),
                properties);
    }

    private static StackRequest.Type type(String name) {
        try {
            return StackRequest.Type.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Permanent("CloudFormation's request is neither Create nor Update nor Delete.", e);
        }
    }

    private static String text(JsonNode request, String name) {
        return Text.of(request.path(name))
                .orElseThrow(() ->
                        new Permanent("CloudFormation's request has no %s: nothing to fall back on.".formatted(name)));
    }
}
