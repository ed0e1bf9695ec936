package io.drover;

import io.drover.failure.Foreign;
import io.drover.project.AwsRefusal;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What an operator has to know of a failure of AWS: a sentence with what to do. No secret, and no header of a request, is quoted. */
final class AwsTrouble {
    private AwsTrouble() {}

    static String sentence(Throwable failure) {
        if (failure instanceof AwsServiceException refusal) {
            return refused(refusal, AwsRefusal.code(refusal));
        }
        if (causes(failure).anyMatch(IOException.class::isInstance)) {
            return "AWS cannot be reached (%s): see to the network, to AWS's status, and to AWS_ENDPOINT_URL if it is set."
                    .formatted(causes(failure)
                            .filter(IOException.class::isInstance)
                            .reduce((first, second) -> second)
                            .map(cause -> cause.getClass().getSimpleName())
                            .orElseThrow());
        }
        if (failure instanceof SdkClientException
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("credentials")) {
            return "There are no AWS credentials: give the process a role, or see that the one it has can be assumed.";
        }
        return "AWS could not be asked (%s).".formatted(failure.getClass().getSimpleName());
    }

    private static String refused(AwsServiceException refusal, String code) {
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
        if (code.contains("ExpiredToken") || code.equals("RequestExpired")) {
            return "The AWS credentials have expired (%s): renew them; Drover takes new ones of its role by itself."
                    .formatted(code);
        }
        if (code.contains("InvalidClientTokenId")
                || code.contains("UnrecognizedClient")
                || code.contains("SignatureDoesNotMatch")
                || code.equals("InvalidAccessKeyId")) {
            return "AWS does not accept the credentials (%s): correct them.".formatted(code);
        }
        if (refusal.isThrottlingException()) {
            return "AWS throttles (%s): it is tried again more slowly.".formatted(code);
        }
        if (AwsRefusal.isDenied(refusal)) {
            return "AWS denies it (%s): allow it to Drover's role; the doctor tells what.".formatted(code);
        }
        if (refusal.statusCode() >= 500) {
            return "AWS has a failure of its own (HTTP %d): it is tried again.".formatted(refusal.statusCode());
        }
        return "AWS refuses it (%s).".formatted(Foreign.shown(code.isEmpty() ? "HTTP " + refusal.statusCode() : code));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
