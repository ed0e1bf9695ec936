package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;

/** GitHub's forms of answers. */
final class Answers {
    private static final String DOCUMENTATION = "https://docs.github.com/rest";

    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Response json(int status, JsonNode body) {
        return Response.json(status, body.toString());
    }

    static Response error(int status, String message) {
        return json(status, errorBody(status, message));
    }

    static Response notFound() {
        return error(404, "Not Found");
    }

    /** 422 with one entry in {@code errors}. */
    static Response invalid(String message, String resource, String field, String code, String detail) {
        ObjectNode body = errorBody(422, message);
        body.putArray("errors")
                .addObject()
                .put("resource", resource)
                .put("code", code)
                .put("field", field)
                .put("message", detail);
        return json(422, body);
    }

    /** What GitHub says of a repository that has another name now: by its id it is found for ever. */
    static Response moved(String method, String location) {
        boolean reads = method.equals("GET");
        ObjectNode body = object().put("message", reads ? "Moved Permanently" : "Temporary Redirect")
                .put("url", location)
                .put(
                        "documentation_url",
                        DOCUMENTATION + "/guides/best-practices-for-using-the-rest-api#follow-redirects");
        return json(reads ? 301 : 307, body).with("Location", location);
    }

    private static ObjectNode errorBody(int status, String message) {
        return object().put("message", message)
                .put("documentation_url", DOCUMENTATION)
                .put("status", String.valueOf(status));
    }
}
