package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;

/** A wire format of AWS: from requests to members, from members and refusals to responses. */
interface Protocol {
    /**
     * What was asked, all members in one object wherever they were sent; what the model does not know is kept for the
     * check.
     *
     * @throws IllegalArgumentException when the request cannot be read
     */
    ObjectNode input(Request request, String operation);

    Response answer(String operation, ObjectNode output);

    Response refusal(AwsError error, String requestId);

    static Protocol of(ServiceModel model) {
        return switch (model.metadata("protocol")) {
            case "json" -> new JsonProtocol(model);
            case "rest-json" -> new RestJsonProtocol(model);
            case "query" -> new QueryProtocol(model);
            default -> throw new IllegalArgumentException("No such protocol: " + model.metadata("protocol"));
        };
    }
}
