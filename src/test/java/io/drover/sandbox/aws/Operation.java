package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;

/** One operation of a service, free of its wire format: members as the model names them. */
@FunctionalInterface
interface Operation {
    /** @throws AwsError when AWS would refuse */
    ObjectNode answer(JsonNode input);

    /** As the other; most operations answer everybody the same. */
    default ObjectNode answer(JsonNode input, Caller caller) {
        return answer(input);
    }

    /** An operation that shows each account and region what is its own. */
    static Operation by(BiFunction<JsonNode, Caller, ObjectNode> operation) {
        return new Operation() {
            @Override
            public ObjectNode answer(JsonNode input) {
                return operation.apply(input, Caller.HOME);
            }

            @Override
            public ObjectNode answer(JsonNode input, Caller caller) {
                return operation.apply(input, caller);
            }
        };
    }
}
