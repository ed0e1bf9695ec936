package io.drover.sandbox.aws;

/** An answer that says no. An exception, so that an operation can be refused from any depth. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;

    private AwsError(String code, int status, String message) {
        super(message, null, false, false);
        this.code = code;
        this.status = status;
    }

    /**
     * @param code the error's shape in the model, or one of the codes common to all services
     */
    static AwsError of(String code, String message) {
        return new AwsError(code, 0, message);
    }

    static AwsError of(String code, int status, String message) {
        return new AwsError(code, status, message);
    }

    String code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** As given, else as the model says, else 400. */
    int status(ServiceModel model) {
        return status != 0
                ? status
                : model.shape(code).path("error").path("httpStatusCode").asInt(400);
    }
}
