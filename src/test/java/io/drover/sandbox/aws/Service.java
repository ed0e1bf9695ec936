package io.drover.sandbox.aws;

import java.util.Map;
import java.util.Set;

/**
 * A service as the stand-in offers it.
 *
 * @param system its name in the call log
 * @param operations by the names of the model; what is not here is refused
 * @param codes how it words what all services refuse
 */
record Service(String system, ServiceModel model, Protocol protocol, Map<String, Operation> operations, Codes codes) {
    /**
     * Error codes for what any operation may answer.
     *
     * @param deniedStatus HTTP status of {@code denied}
     */
    record Codes(String throttled, String invalid, String denied, int deniedStatus) {
        static final Codes JSON = new Codes("ThrottlingException", "ValidationException", "AccessDeniedException", 400);
        static final Codes REST = new Codes("ThrottlingException", "ValidationException", "AccessDeniedException", 403);
        static final Codes QUERY = new Codes("Throttling", "ValidationError", "AccessDenied", 403);
        static final Codes TAGGING =
                new Codes("ThrottledException", "InvalidParameterException", "AccessDeniedException", 400);
        static final Codes SQS = new Codes("RequestThrottled", "InvalidParameterValue", "AccessDeniedException", 403);
    }

    private static final Set<String> COMMON =
            Set.of("InternalFailure", "UnknownOperationException", "ExpiredTokenException");

    static Service of(String system, String model, Codes codes, Map<String, Operation> operations) {
        ServiceModel read = ServiceModel.named(model);
        return new Service(system, read, Protocol.of(read), Map.copyOf(operations), codes);
    }

    static boolean writes(String operation) {
        return !operation.matches("(Get|List|Describe|Receive|Assume|Simulate).*");
    }

    /** Whether AWS's model lets this operation be refused with this code. */
    boolean mayRefuse(String operation, String code) {
        return model.declares(operation, code)
                || COMMON.contains(code)
                || Set.of(codes.throttled, codes.invalid, codes.denied).contains(code);
    }
}
