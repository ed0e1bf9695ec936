package io.drover.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.failure.RetryLater;
import io.drover.github.Credentials;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws.secretsmanager.SecretsManagerConstants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token out of AWS Secrets Manager, read by Camel's component when it is first needed, kept, and read again when GitHub refuses it:
 * a rotated token needs no restart.
 */
public final class SecretsManagerCredentials implements Credentials {
    private static final Logger log = LoggerFactory.getLogger(SecretsManagerCredentials.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProducerTemplate camel;
    private final String secretId;
    private @Nullable String token;

    /**
     * @param secretId name or ARN of a secret with the JSON {@code {"token":"…"}}
     */
    public SecretsManagerCredentials(ProducerTemplate camel, String secretId) {
        this.camel = camel;
        this.secretId = secretId;
    }

    @Override
    public synchronized String token() {
        if (token == null) {
            token = read();
        }
        return token;
    }

    @Override
    public synchronized void rejected(String refused) {
        if (refused.equals(token)) {
            log.atInfo().addKeyValue("secret", secretId).log("GitHub refused the token; it is read again");
            token = null;
        }
    }

    private String read() {
        String secret;
        try {
            secret = camel.requestBodyAndHeader(
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
        return field(secret);
    }

    /** No part of the secret gets into the failure. */
    private String field(String secret) {
        String value = null;
        try {
            value = JSON.readTree(secret).path("token").textValue();
        } catch (JsonProcessingException e) {
            // Its message shows the secret's text: it goes no further.
            value = null;
        }
        if (value == null || value.isBlank()) {
            throw new RetryLater("The secret '%s' (drover.github.token-secret) must be JSON with a field \"token\"."
                    .formatted(secretId));
        }
        return value.strip();
    }
}
