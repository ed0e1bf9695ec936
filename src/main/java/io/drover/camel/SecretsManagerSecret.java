package io.drover.camel;

import io.drover.failure.RetryLater;
import io.drover.github.GitHubSecret;
import io.drover.github.SecretSource;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws.secretsmanager.SecretsManagerConstants;

/** The secret for GitHub out of AWS Secrets Manager, read by Camel's component. */
public final class SecretsManagerSecret implements SecretSource {
    private final ProducerTemplate camel;
    private final String secretId;

    /**
     * @param secretId name or ARN of a secret in the form of {@link GitHubSecret#parse}
     */
    public SecretsManagerSecret(ProducerTemplate camel, String secretId) {
        this.camel = camel;
        this.secretId = secretId;
    }

    @Override
    public GitHubSecret read() {
        String text = text();
        try {
            return GitHubSecret.parse(text);
        } catch (IllegalArgumentException e) {
            // Trying again can succeed: somebody mends the secret.
            throw new RetryLater(
                    "The secret '%s' (drover.github.token-secret) %s".formatted(secretId, e.getMessage()), null, e);
        }
    }

    private String text() {
        try {
            return camel.requestBodyAndHeader(
                    "aws-secrets-manager:github-token?operation=getSecret",
                    "",
                    SecretsManagerConstants.SECRET_ID,
                    secretId,
                    String.class);
        } catch (CamelExecutionException e) {
            throw new RetryLater(
                    "The secret '%s' (drover.github.token-secret) cannot be read: %s. Drover's role needs secretsmanager:GetSecretValue on it."
                            .formatted(
                                    secretId,
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                    null,
                    e);
        }
    }
}
