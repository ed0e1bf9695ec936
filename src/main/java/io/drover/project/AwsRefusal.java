package io.drover.project;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Which refusals of AWS do not pass by themselves; all others, throttling among them, are worth another try. */
public final class AwsRefusal {
    private AwsRefusal() {}

    /** Drover may not do it. The services name it differently: AccessDeniedException, AccessDenied, UnauthorizedException. */
    public static boolean isDenied(AwsServiceException e) {
        return code(e).startsWith("AccessDenied") || code(e).startsWith("Unauthorized");
    }

    /** It cannot be done; SageMaker says so of what is not there, too. */
    public static boolean isInvalid(AwsServiceException e) {
        return code(e).equals("ValidationException") || code(e).startsWith("ResourceNotFound");
    }

    /** The service's own name of the refusal; empty when it gave none. */
    public static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }
}
