package io.drover.camel;

import io.drover.failure.RetryLater;
import io.drover.github.GitHubSecret;
import io.drover.github.SecretSource;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws.secretsmanager.SecretsManagerConstants;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** The secret for GitHub out of AWS Secrets Manager, read by Camel's component. */
public final class SecretsManagerSecret implements SecretSource {
    private static final String URI = "aws-secrets-manager:github-token?operation=getSecret";

    private final ProducerTemplate camel;
    private final String secretId;
    private @Nullable Endpoint endpoint;

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

    /**
     * Made once, and started here: an endpoint that is first asked for while the context starts can otherwise stay without its client for
     * good, and the producer that Camel keeps for its address with it.
     */
    private synchronized Endpoint endpoint() {
        if (endpoint == null) {
            endpoint = camel.getCamelContext().getEndpoint(URI);
        }
        ServiceHelper.startService(endpoint);
        return endpoint;
    }

    private String text() {
        try {
            return camel.requestBodyAndHeader(
                    endpoint(), "", SecretsManagerConstants.SECRET_ID, secretId, String.class);
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
