package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AwsTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, 403, The AWS credentials have expired",
        "ExpiredTokenException, 400, The AWS credentials have expired",
        "InvalidClientTokenId, 403, AWS does not accept the credentials",
        "UnrecognizedClientException, 400, AWS does not accept the credentials",
        "ThrottlingException, 400, AWS throttles",
        "RequestThrottled, 403, AWS throttles",
        "AccessDenied, 403, AWS denies it",
        "InternalFailure, 500, AWS has a failure of its own",
        "QueueDoesNotExist, 400, AWS refuses it (QueueDoesNotExist)",
    })
    void aRefusalIsToldByItsCode(String code, int status, String sentence) {
        var refusal = SqsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("The token AQoDYXdzcanary")
                        .build())
                .build();

        assertThat(AwsTrouble.sentence(refusal)).startsWith(sentence).doesNotContain("canary");
    }

    @Test
    void aConnectionThatFailsIsToldWithItsKind() {
        assertThat(AwsTrouble.sentence(SdkClientException.create("no", new ConnectException("refused"))))
                .startsWith("AWS cannot be reached (ConnectException)");
    }

    @Test
    void missingCredentialsAreToldWithoutTheListOfWhereTheyWereSought() {
        assertThat(AwsTrouble.sentence(
                        SdkClientException.create("Unable to load credentials from any of the providers")))
                .startsWith("There are no AWS credentials");
    }
}
