package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What EventBridge wraps around an event:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
final class EventEnvelope {
    private EventEnvelope() {}

    /** With a new id. */
    static ObjectNode of(OutcomeEvent event, String account, String region, Instant time) {
        ObjectNode envelope = Json.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", event.detailType())
                .put("source", event.source())
                .put("account", account)
                .put("time", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", region);
        envelope.set("resources", Json.texts(event.resources()));
        envelope.set("detail", event.detail());
        return envelope;
    }
}
