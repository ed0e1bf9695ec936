package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;

/** ElasticMQ in this process, called over its SQS interface with AWS JSON. */
final class ElasticMq implements AutoCloseable {
    private final ActorSystem actors;
    private final QueueContents contents = new QueueContents();
    private final SQSRestServer server;
    private final URI address;
    private final String publicUrl;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param publicPort where callers reach the queues: the port in the queue URLs that it gives
     */
    ElasticMq(int publicPort) {
        List.of("org.elasticmq", "org.apache.pekko").forEach(logger -> Configurator.setLevel(logger, Level.WARN));
        actors = ActorSystem.create(
                "elasticmq",
                ConfigFactory.parseString("pekko { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off,"
                                + " daemonic = on, jvm-shutdown-hooks = off, http.server.idle-timeout = infinite }")
                        .withFallback(ConfigFactory.load()));
        server = SQSRestServerBuilder$.MODULE$
                .withActorSystem(actors)
                .withQueueEventListener(contents.listenIn(actors))
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withServerAddress(new NodeAddress("http", "127.0.0.1", publicPort, ""))
                .withAWSRegion(AwsStandIn.REGION)
                .withAWSAccountId(AwsStandIn.ACCOUNT)
                .start();
        address = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort() + "/");
        publicUrl = "http://127.0.0.1:" + publicPort + "/" + AwsStandIn.ACCOUNT + "/";
    }

    String url(String queue) {
        return publicUrl + queue;
    }

    QueueContents contents() {
        return contents;
    }

    /**
     * Does what the operation of SQS does.
     *
     * @throws AwsError as ElasticMQ refuses
     */
    ObjectNode call(String operation, ObjectNode input) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(input.toString()))
                .build();
        HttpResponse<String> response = send(request);
        ObjectNode body = !response.body().isBlank() && Json.read(response.body()) instanceof ObjectNode object
                ? object
                : Json.object();
        if (response.statusCode() >= 400) {
            String type = body.path("__type").asText("InternalFailure");
            String message = body.path("message").asText(body.path("Message").asText());
            throw AwsError.of(type.substring(type.indexOf('#') + 1), response.statusCode(), message);
        }
        return body;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("ElasticMQ did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for ElasticMQ", e);
        }
    }

    /** Makes a queue with these attributes. */
    void create(String queue, ObjectNode attributes) {
        ObjectNode input = Json.object().put("QueueName", queue);
        input.set("Attributes", attributes);
        call("CreateQueue", input);
    }

    void send(String queue, String body) {
        call("SendMessage", Json.object().put("QueueUrl", url(queue)).put("MessageBody", body));
    }

    /** One of the queue's numeric attributes. */
    int count(String queueUrl, String attribute) {
        ObjectNode input = Json.object().put("QueueUrl", queueUrl);
        input.putArray("AttributeNames").add(attribute);
        return call("GetQueueAttributes", input)
                .path("Attributes")
                .path(attribute)
                .asInt();
    }

    @Override
    public void close() {
        server.stopAndWait();
        actors.terminate();
    }
}
