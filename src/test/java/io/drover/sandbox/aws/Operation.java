package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One operation of a service, free of its wire format: members as the model names them. */
@FunctionalInterface
interface Operation {
    /** @throws AwsError when AWS would refuse */
    ObjectNode answer(JsonNode input);
}
