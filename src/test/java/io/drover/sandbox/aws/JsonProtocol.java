package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;

/** AWS JSON 1.0 and 1.1: one path, the operation in {@code X-Amz-Target}, errors by {@code __type}. */
record JsonProtocol(ServiceModel model) implements Protocol {
    @Override
    public ObjectNode input(Request request, String operation) {
        if (Json.read(request.text()) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("The body is no JSON object");
    }

    @Override
    public Response answer(String operation, ObjectNode output) {
        return response(200, output);
    }

    @Override
    public Response refusal(AwsError error, String requestId) {
        String message = model.shape(error.code()).path("members").has("Message") ? "Message" : "message";
        ObjectNode body = Json.object().put("__type", prefix() + error.code()).put(message, error.reason());
        Response response = response(error.status(model), body).with("x-amzn-RequestId", requestId);
        // https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#x-amzn-query-error
        return model.queryCompatible()
                ? response.with("x-amzn-query-error", queryCode(error.code()) + ";Sender")
                : response;
    }

    private String prefix() {
        return model.queryCompatible() ? "com.amazonaws.sqs#" : "";
    }

    private static String queryCode(String code) {
        return code.equals("QueueDoesNotExist") ? "AWS.SimpleQueueService.NonExistentQueue" : code;
    }

    private Response response(int status, ObjectNode body) {
        return Response.json(status, body.toString())
                .with("Content-Type", "application/x-amz-json-" + model.metadata("jsonVersion"));
    }
}
