package io.drover.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drover.failure.RetryLater;
import io.drover.github.GitHubSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.StartupListener;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsManagerSecretTest extends CamelTestSupport {
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
    protected CamelContext createCamelContext() throws Exception {
        return WithoutCli.of(super.createCamelContext());
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        // What the component finds by itself, being the only one of its kind.
        registry.bind("secretsManager", aws);
    }

    @Test
    void eachReadShowsTheSecretAsItIsNow() {
        SecretsManagerSecret secret = secret("github-token");
        assertThat(aws.reads).hasValue(0);
        assertThat(secret.read()).isEqualTo(new GitHubSecret.Token("ghp_first"));

        aws.value = "{\"token\":\" ghp_second\\n\"}";

        assertThat(secret.read()).isEqualTo(new GitHubSecret.Token("ghp_second"));
        assertThat(aws.reads).hasValue(2);
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
                "{\"token\":null,\"old\":\"ghp_canary\"}",
                "{\"token\":\"ghp canary\"}",
                "{\"private_key\":\"canary\"}",
                "{\"private_key\":\"canary\",\"app_id\":1}",
                "{\"private_key\":\"canary\",\"app_id\":1,\"installation_id\":\"canary\"}"
            })
    void aSecretThatIsNoSuchJsonIsTriedLaterAndNeverShown(String secret) {
        aws.value = secret;

        Throwable failure = catchThrowable(() -> secret("github-token").read());

        assertThat(failure)
                .isInstanceOf(RetryLater.class)
                .hasMessageMatching("The secret 'github-token' \\(drover.github.token-secret\\) (must|has) .*");
        assertThat(Throwables.getStackTrace(failure)).doesNotContain("canary");
    }

    @Test
    void aSecretThatCannotBeReadIsTriedLaterAndSaysWhatToGrant() {
        assertThatThrownBy(() -> secret("another").read())
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("'another'")
                .hasMessageContaining("cannot find it")
                .hasMessageContaining("secretsmanager:GetSecretValue");
    }

    /** A service that comes while the context tells that it has started is too late for Camel to start it. */
    @Test
    void whoAsksInTheMomentOfTheStartDoesNotSpoilItForGood() throws Exception {
        try (var camel = WithoutCli.of(new DefaultCamelContext())) {
            camel.getRegistry().bind("secretsManager", aws);
            var secret = new SecretsManagerSecret(camel.createProducerTemplate(), "github-token");
            List<Object> early = new ArrayList<>();
            camel.addStartupListener(new AtLast(() -> early.add(secret.read())));

            camel.start();

            assertThat(early).hasSize(1);
            assertThat(secret.read()).isEqualTo(new GitHubSecret.Token("ghp_first"));
        }
    }

    /** Told after all others. */
    private record AtLast(Runnable then) implements StartupListener, Ordered {
        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
            then.run();
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST;
        }
    }

    private SecretsManagerSecret secret(String secretId) {
        return new SecretsManagerSecret(template, secretId);
    }
}
