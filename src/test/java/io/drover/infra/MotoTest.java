package io.drover.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** events.yaml as a stack in moto, which knows CloudFormation; only where moto is installed. */
class MotoTest {
    private static final Region REGION = Region.US_EAST_1;
    private static final StaticCredentialsProvider ANY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));

    private final URI address = URI.create("http://127.0.0.1:" + FreePort.near(0));
    private @Nullable Process moto;

    @BeforeEach
    void startMoto() throws IOException {
        assumeThat(Tool.named("moto_server", "--help").isInstalled())
                .as("moto is not installed: pip install 'moto[server]'")
                .isTrue();
        moto = new ProcessBuilder("moto_server", "-H", address.getHost(), "-p", String.valueOf(address.getPort()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> request(Map.of("Action", "ListStacks")).statusCode() == 200);
    }

    @AfterEach
    void stopMoto() {
        if (moto != null) {
            moto.descendants().forEach(ProcessHandle::destroy);
            moto.destroy();
        }
    }

    @Test
    void everySampleReachesTheQueueOfItsRuleInTheStack() throws Exception {
        makeStack();
        try (var events = EventBridgeClient.builder()
                        .endpointOverride(address)
                        .region(REGION)
                        .credentialsProvider(ANY)
                        .build();
                var sqs = SqsClient.builder()
                        .endpointOverride(address)
                        .region(REGION)
                        .credentialsProvider(ANY)
                        .build()) {
            EventRules.samples().forEach(sample -> events.putEvents(request -> request.entries(entry(event(sample)))));

            for (String queue : List.of("ProjectEvents", "ModelEvents")) {
                assertThat(received(sqs, queue)).as(queue).containsExactlyInAnyOrderElementsOf(expected(queue));
            }
        }
    }

    private void makeStack() throws IOException, InterruptedException {
        ObjectNode template = EventRules.TEMPLATE.content().deepCopy();
        // moto cannot make an archive that has a pattern.
        ((ObjectNode) template.path("Resources")).remove("Archive");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "CreateStack");
        form.put("StackName", "drover-events");
        form.put("TemplateBody", template.toString());
        form.put("Capabilities.member.1", "CAPABILITY_IAM");
        form.put("Parameters.member.1.ParameterKey", "EnvironmentEvents");
        form.put("Parameters.member.1.ParameterValue", "ENABLED");
        form.put("Parameters.member.2.ParameterKey", "SageMakerProjectEvents");
        form.put("Parameters.member.2.ParameterValue", "ENABLED");

        assertThat(request(form).statusCode()).isEqualTo(200);

        assertThat(request(Map.of("Action", "DescribeStacks", "StackName", "drover-events"))
                        .body())
                .contains("<StackStatus>CREATE_COMPLETE</StackStatus>");
    }

    private HttpResponse<String> request(Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=any/20260101/us-east-1/cloudformation/aws4_request")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static PutEventsRequestEntry entry(JsonNode event) {
        return PutEventsRequestEntry.builder()
                .source(event.path("source").asText())
                .detailType(event.path("detail-type").asText())
                .detail(event.path("detail").toString())
                .build();
    }

    /** The details of all events in a queue; they are hidden then. */
    private static List<JsonNode> received(SqsClient sqs, String queue) {
        String url = sqs.listQueues(request -> request.queueNamePrefix("drover-events-" + queue))
                .queueUrls()
                .get(0);
        List<JsonNode> details = new ArrayList<>();
        while (true) {
            List<Message> messages = sqs.receiveMessage(
                            request -> request.queueUrl(url).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return details;
            }
            messages.forEach(
                    message -> details.add(Yaml.readJson(message.body()).path("detail")));
        }
    }

    private static List<JsonNode> expected(String queue) {
        return EventRules.rules().stream()
                .filter(rule -> EventRules.queue(rule).equals(queue))
                .flatMap(rule -> EventRules.matches(rule).stream())
                .map(sample -> event(sample).path("detail"))
                .toList();
    }

    private static JsonNode event(String sample) {
        return Yaml.readJson(EventRules.read(sample));
    }
}
