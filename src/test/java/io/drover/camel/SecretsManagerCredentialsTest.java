package io.drover.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drover.failure.RetryLater;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsManagerCredentialsTest extends CamelTestSupport {
    private final OneSecret aws = new OneSecret();

    /** Secrets Manager with one secret, whose reads are counted. */
    public static final class OneSecret implements SecretsManagerClient {
        private final AtomicInteger reads = new AtomicInteger();
        private volatile String value = "{\"token\":\"ghp_first\"}";

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            reads.incrementAndGet();
            if (!"github-token".equals(request.secretId())) {
                throw ResourceNotFoundException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ResourceNotFoundException")
                                .errorMessage("cannot find it")
                                .build())
                        .build();
            }
            return GetSecretValueResponse.builder().secretString(value).build();
        }

        @Override
        public String serviceName() {
            return "secretsmanager";
        }

        @Override
        public void close() {}
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        // What the component finds by itself, being the only one of its kind.
        registry.bind("secretsManager", aws);
    }

    @Test
    void theTokenIsReadWhenItIsFirstNeededAndKept() {
        SecretsManagerCredentials credentials = credentials("github-token");
        assertThat(aws.reads).hasValue(0);

        assertThat(credentials.token()).isEqualTo("ghp_first");
        assertThat(credentials.token()).isEqualTo("ghp_first");

        assertThat(aws.reads).hasValue(1);
    }

    @Test
    void aRejectedTokenIsReadAgain() {
        SecretsManagerCredentials credentials = credentials("github-token");
        credentials.token();
        aws.value = "{\"token\":\" ghp_second\\n\"}";

        credentials.rejected("ghp_first");

        assertThat(credentials.token()).isEqualTo("ghp_second");
        assertThat(aws.reads).hasValue(2);
    }

    @Test
    void aTokenThatWasReplacedAlreadyIsNotReadOnceMore() {
        SecretsManagerCredentials credentials = credentials("github-token");
        credentials.token();

        credentials.rejected("ghp_older");

        assertThat(credentials.token()).isEqualTo("ghp_first");
        assertThat(aws.reads).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_canary",
                "{\"token\":\"ghp_canary",
                "{\"password\":\"ghp_canary\"}",
                "{\"token\":{\"value\":\"ghp_canary\"}}",
                "[\"ghp_canary\"]",
                "{\"token\":\"  \",\"old\":\"ghp_canary\"}",
                "{\"token\":null,\"old\":\"ghp_canary\"}"
            })
    void aSecretThatIsNoSuchJsonIsTriedLaterAndNeverShown(String secret) {
        aws.value = secret;

        Throwable failure = catchThrowable(() -> credentials("github-token").token());

        assertThat(failure)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("'github-token' (drover.github.token-secret) must be JSON");
        assertThat(stack(failure)).doesNotContain("canary");
    }

    @Test
    void aSecretThatIsMendedIsReadTheNextTime() {
        SecretsManagerCredentials credentials = credentials("github-token");
        aws.value = "broken";
        assertThatThrownBy(credentials::token).isInstanceOf(RetryLater.class);

        aws.value = "{\"token\":\"ghp_mended\"}";

        assertThat(credentials.token()).isEqualTo("ghp_mended");
    }

    @Test
    void aSecretThatCannotBeReadIsTriedLaterAndSaysWhatToGrant() {
        assertThatThrownBy(() -> credentials("another").token())
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("'another'")
                .hasMessageContaining("cannot find it")
                .hasMessageContaining("secretsmanager:GetSecretValue");
    }

    private SecretsManagerCredentials credentials(String secretId) {
        return new SecretsManagerCredentials(template, secretId);
    }

    private static String stack(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
