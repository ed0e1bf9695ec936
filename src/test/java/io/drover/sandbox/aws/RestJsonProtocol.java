package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS REST-JSON: method and path are the operation, members come in path, query and body. */
record RestJsonProtocol(ServiceModel model) implements Protocol {
    /** The operation that this method and path ask for. */
    Optional<String> operation(Request request) {
        return model.operations().stream()
                .filter(name -> model.operation(name)
                        .path("http")
                        .path("method")
                        .asText()
                        .equals(request.method()))
                .filter(name -> path(name, request).matches())
                .findFirst();
    }

    @Override
    public ObjectNode input(Request request, String operation) {
        ObjectNode input = request.body().length > 0 && Json.read(request.text()) instanceof ObjectNode body
                ? body
                : Json.object();
        Map<String, String> query = Form.parse(request.query());
        Matcher path = path(operation, request);
        boolean matches = path.matches();
        JsonNode members =
                model.shape(String.valueOf(model.inputShape(operation))).path("members");
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            String sentAs = member.getValue().path("locationName").asText(member.getKey());
            String shape = member.getValue().path("shape").asText();
            String location = member.getValue().path("location").asText();
            if (location.equals("uri") && matches) {
                input.put(member.getKey(), Form.decodePath(path.group(sentAs)));
            } else if (location.equals("querystring") && query.containsKey(sentAs)) {
                input.set(member.getKey(), model.typed(shape, String.valueOf(query.remove(sentAs))));
            }
        }
        query.forEach(input::put);
        return input;
    }

    private Matcher path(String operation, Request request) {
        String template =
                model.operation(operation).path("http").path("requestUri").asText();
        return Pattern.compile(template.replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)"))
                .matcher(request.path());
    }

    @Override
    public Response answer(String operation, ObjectNode output) {
        int status =
                model.operation(operation).path("http").path("responseCode").asInt(200);
        return Response.json(status, output.toString()).with("Content-Type", "application/json");
    }

    @Override
    public Response refusal(AwsError error, String requestId) {
        String body = Json.object().put("message", error.reason()).toString();
        return Response.json(error.status(model), body)
                .with("Content-Type", "application/json")
                .with("x-amzn-ErrorType", error.code())
                .with("x-amzn-RequestId", requestId);
    }
}
