package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SQS in front of ElasticMQ. A long poll is asked in slices of a second, so that one whose caller is gone can be given
 * up before it takes a message away.
 */
final class Sqs {
    /** Of a queue that was made before AWS raised it to 1 MiB. */
    private static final int MOST_BYTES = 262_144;

    private final ElasticMq queues;
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger receiving = new AtomicInteger();

    Sqs(ElasticMq queues) {
        this.queues = queues;
    }

    Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>();
        for (String name : ServiceModel.named("sqs").operations()) {
            operations.put(name, input -> queues.call(name, input.deepCopy()));
        }
        operations.put("SendMessage", this::send);
        operations.put("ReceiveMessage", this::receive);
        operations.put("ChangeMessageVisibilityBatch", input -> batch("ChangeMessageVisibilityBatch", input));
        operations.put("DeleteMessageBatch", input -> batch("DeleteMessageBatch", input));
        return operations;
    }

    /** ElasticMQ does not count attributes, and takes more. */
    private ObjectNode send(JsonNode input) {
        int bytes = bytes(input.path("MessageBody").asText());
        for (var attribute : input.path("MessageAttributes").properties()) {
            bytes += bytes(attribute.getKey())
                    + bytes(attribute.getValue().path("DataType").asText())
                    + bytes(attribute.getValue().path("StringValue").asText());
        }
        if (bytes > MOST_BYTES) {
            throw AwsError.of(
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be shorter than " + MOST_BYTES
                            + " bytes.");
        }
        return queues.call("SendMessage", input.deepCopy());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** AWS answers both lists; ElasticMQ leaves out an empty one. */
    private ObjectNode batch(String operation, JsonNode input) {
        ObjectNode answer = queues.call(operation, input.deepCopy());
        answer.withArray("Successful");
        answer.withArray("Failed");
        return answer;
    }

    /** The receives that wait now end without messages. */
    void abandonReceives() {
        generation.incrementAndGet();
    }

    /** How many receives are being answered now. */
    int receiving() {
        return receiving.get();
    }

    private ObjectNode receive(JsonNode input) {
        receiving.incrementAndGet();
        try {
            return poll(input);
        } finally {
            receiving.decrementAndGet();
        }
    }

    private ObjectNode poll(JsonNode input) {
        int begun = generation.get();
        int wait = input.path("WaitTimeSeconds").asInt(0);
        if (wait > 20) {
            throw AwsError.of("InvalidParameterValue", "Value " + wait + " for parameter WaitTimeSeconds is invalid.");
        }
        ObjectNode slice = input.deepCopy();
        long deadline = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        while (true) {
            boolean last = System.nanoTime() >= deadline - 1;
            ObjectNode answer = queues.call("ReceiveMessage", slice.put("WaitTimeSeconds", last ? 0 : 1));
            boolean abandoned = generation.get() != begun;
            if (abandoned) {
                answer.path("Messages").forEach(message -> giveBack(input, message));
                return Json.object();
            }
            if (last || !answer.path("Messages").isEmpty()) {
                return answer;
            }
        }
    }

    private void giveBack(JsonNode input, JsonNode message) {
        ObjectNode visible = Json.object().put("VisibilityTimeout", 0);
        visible.set("QueueUrl", input.path("QueueUrl"));
        visible.set("ReceiptHandle", message.path("ReceiptHandle"));
        queues.call("ChangeMessageVisibility", visible);
    }
}
