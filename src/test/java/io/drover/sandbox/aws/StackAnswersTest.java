package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.sandbox.aws.StackAnswers.Answer;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StackAnswersTest {
    private static final String ANSWER = """
        {"Status":"SUCCESS","PhysicalResourceId":"acme/churn","StackId":"s","RequestId":"r-1","LogicalResourceId":"l"}
        """;

    private final CallLog log = new CallLog();
    private final StackAnswers stack = new StackAnswers(log);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void everyPutIsKeptInOrderWithItsRequest() throws Exception {
        int first = put(stack.url("r-1"), ANSWER);
        int second = put(stack.url("r-2"), ANSWER.replace("r-1", "r-2"));

        assertThat(first).isEqualTo(200).isEqualTo(second);
        assertThat(stack.answers())
                .extracting(
                        Answer::requestId,
                        answer -> answer.body().path("Status").asText())
                .containsExactly(tuple("r-1", "SUCCESS"), tuple("r-2", "SUCCESS"));
        assertThat(stack.violations()).isEmpty();
    }

    @Test
    void aContentTypeWasNotSigned() throws Exception {
        HttpRequest typed = request(stack.url("r-1"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(ANSWER))
                .build();

        HttpResponse<String> answer = http.send(typed, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("SignatureDoesNotMatch");
        assertThat(stack.answers()).isEmpty();
    }

    @Test
    void anotherMethodOrAddressWasNotSignedEither() throws Exception {
        HttpRequest get = request(stack.url("r-1")).GET().build();

        assertThat(http.send(get, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
        assertThat(put(stack.url("r-1").replace("%2F", "/"), ANSWER)).isEqualTo(403);
        assertThat(put(stack.url("r-1").replace("%3A", ":"), ANSWER)).isEqualTo(403);
        assertThat(stack.answers()).isEmpty();
    }

    @Test
    void theNextPutsAreRefusedOnDemand() throws Exception {
        stack.refuseNext(2);

        assertThat(put(stack.url("r-1"), ANSWER)).isEqualTo(503);
        assertThat(put(stack.url("r-1"), ANSWER)).isEqualTo(503);
        assertThat(put(stack.url("r-1"), ANSWER)).isEqualTo(200);
        assertThat(stack.answers()).hasSize(1);
        assertThat(log.calls()).extracting(Call::status).containsExactly(503, 503, 200);
    }

    @Test
    void whatCloudFormationWouldNotTakeIsNoticed() throws Exception {
        put(stack.url("r-1"), "no JSON");
        put(stack.url("r-2"), ANSWER.replace("SUCCESS", "FAILED"));
        put(stack.url("r-1"), ANSWER.replace("acme", "a".repeat(4096)));

        assertThat(stack.violations())
                .contains(
                        "answer to r-1: PhysicalResourceId is missing",
                        "answer to r-2: RequestId is another one",
                        "answer to r-2: Reason is missing")
                .anySatisfy(line -> assertThat(line).endsWith("bytes, at most 4096"));
    }

    @Test
    void theSignatureCanBeToldFromAnythingElseAndTheLogHasNone() throws Exception {
        put(stack.url("r-1"), ANSWER);

        assertThat(stack.url("r-1")).contains(StackAnswers.CANARY);
        assertThat(log.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.toString()).doesNotContain(StackAnswers.CANARY));
    }

    private int put(String url, String body) throws IOException, InterruptedException {
        HttpRequest put = request(url).PUT(BodyPublishers.ofString(body)).build();
        return http.send(put, BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }
}
