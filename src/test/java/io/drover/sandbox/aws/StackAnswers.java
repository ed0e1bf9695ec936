package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * S3 where CloudFormation waits for the answers of custom resources: one object, behind a pre-signed address, for each request.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom resource response objects</a>
 */
public final class StackAnswers implements AutoCloseable {
    /** Part of each address's signature: nothing else looks like it, so that it is found where it must not be. */
    public static final String CANARY = "canary6Signature";

    private static final String PATH = "/arn%3Aaws%3Acloudformation%3Asandbox%3Astack%7CRepositories%7C";
    private static final String QUERY =
            "AWSAccessKeyId=AKIAEXAMPLEOFAWS0000&Expires=1893456000&Signature=" + Form.encode(CANARY + "/+=");

    /** "The total size of the response body can't exceed 4096 bytes." */
    private static final int MOST_BYTES = 4096;

    private final CallLog log;
    private final LocalServer server;
    private final AtomicInteger refusing = new AtomicInteger();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final Violations violations = new Violations();

    /**
     * What was put for a request.
     *
     * @param body a text when it is no JSON
     */
    public record Answer(String requestId, JsonNode body) {}

    public StackAnswers(CallLog log) {
        this.log = log;
        server = new LocalServer(0, this::answer);
    }

    /** The ResponseURL of a request. Encoded as AWS's are: any other writing of it has another signature. */
    public String url(String requestId) {
        return server.url() + PATH + Form.encode(requestId) + "?" + QUERY;
    }

    /** The next puts are refused with 503. */
    public void refuseNext(int puts) {
        refusing.addAndGet(puts);
    }

    /** All that was put and not refused, in order. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Answers that CloudFormation would not take, a line each; S3 takes them. */
    public List<String> violations() {
        return violations.lines();
    }

    /** For latency and faults. */
    public LocalServer server() {
        return server;
    }

    private Response answer(Request request) {
        Duration started = log.arrival(request);
        String requestId =
                Form.decodePath(request.path().substring(request.path().lastIndexOf("%7C") + 3));
        Response response = put(requestId, request);
        log.add("s3", request.method() + "Object", requestId, true, response.status(), started);
        return response;
    }

    /** Of a signature of version 2, which these addresses have, the content type is a part; they are signed without one. */
    private Response put(String requestId, Request request) {
        String type = request.header("Content-Type");
        boolean signed = request.method().equals("PUT")
                && request.path().equals(PATH + Form.encode(requestId))
                && request.query().equals(QUERY)
                && (type == null || type.isEmpty());
        if (!signed) {
            return refusal(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided.");
        }
        if (refusing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return refusal(503, "SlowDown", "Please reduce your request rate.");
        }
        JsonNode body = body(request);
        problems(requestId, body, request.body().length)
                .forEach(problem -> violations.add("answer to " + requestId + ": " + problem));
        answers.add(new Answer(requestId, body));
        return Response.empty(200);
    }

    private static JsonNode body(Request request) {
        try {
            return Json.read(request.text());
        } catch (IllegalArgumentException e) {
            return TextNode.valueOf(request.text());
        }
    }

    private static List<String> problems(String requestId, JsonNode body, int bytes) {
        List<String> problems = new ArrayList<>();
        if (bytes > MOST_BYTES) {
            problems.add(bytes + " bytes, at most " + MOST_BYTES);
        }
        for (String field : List.of("Status", "PhysicalResourceId", "StackId", "RequestId", "LogicalResourceId")) {
            if (body.path(field).asText().isEmpty()) {
                problems.add(field + " is missing");
            }
        }
        if (body.has("RequestId") && !body.path("RequestId").asText().equals(requestId)) {
            problems.add("RequestId is another one");
        }
        boolean failed = body.path("Status").asText().equals("FAILED");
        if (!failed && !body.path("Status").asText().equals("SUCCESS")) {
            problems.add("Status is neither SUCCESS nor FAILED");
        }
        if (failed && body.path("Reason").asText().isEmpty()) {
            problems.add("Reason is missing");
        }
        return problems;
    }

    private static Response refusal(int status, String code, String message) {
        String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
        return new Response(status, Map.of("Content-Type", "application/xml"), xml.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
