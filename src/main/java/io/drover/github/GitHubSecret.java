package io.drover.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.security.PrivateKey;
import java.util.Optional;

/** What the secret {@code drover.github.token-secret} may hold; its text form shows nothing of it. */
public sealed interface GitHubSecret {
    /** A personal access token, classic or fine-grained. */
    record Token(String value) implements GitHubSecret {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * A GitHub App and the key that it signs with.
     *
     * @param issuer the app's id or its client id
     * @param installationId digits; empty when the organization's installation is to be looked up
     */
    record App(String issuer, Optional<String> installationId, PrivateKey key) implements GitHubSecret {
        @Override
        public String toString() {
            return "App[issuer=%s, installationId=%s]".formatted(issuer, installationId.orElse("to be looked up"));
        }
    }

    /**
     * Reads {@code {"token":"…"}} or {@code {"app_id":"…","private_key":"…","installation_id":"…"}}, where {@code client_id} may stand for
     * {@code app_id} and the installation may be left out. Ids may be numbers; line ends may stand in the key as they are.
     *
     * @throws IllegalArgumentException with a message that goes on after "The secret X"
     */
    static GitHubSecret parse(String text) {
        JsonNode json = json(text);
        String token = field(json, "token");
        if (!token.isEmpty()) {
            // HttpRequest refuses such a header, and shows it in the message.
            if (!token.matches("[!-~]+")) {
                throw new IllegalArgumentException(
                        "has a \"token\" with characters that cannot be sent: put the token alone into it.");
            }
            return new Token(token);
        }
        String key = field(json, "private_key");
        if (key.isEmpty()) {
            throw new IllegalArgumentException(
                    "must be JSON with a field \"token\", or with \"app_id\" and \"private_key\" of a GitHub App.");
        }
        String id = field(json, "app_id");
        String issuer = id.isEmpty() ? field(json, "client_id") : id;
        if (issuer.isEmpty()) {
            throw new IllegalArgumentException(
                    "has a \"private_key\" but no \"app_id\": add the id that the GitHub App's settings show.");
        }
        String installation = field(json, "installation_id");
        if (!installation.matches("\\d*")) {
            throw new IllegalArgumentException(
                    "has an \"installation_id\" that is no number: it is the last part of the installation's address.");
        }
        return new App(issuer, Optional.of(installation).filter(digits -> !digits.isEmpty()), PrivateKeyPem.read(key));
    }

    private static JsonNode json(String text) {
        try {
            // A key pasted with its line ends is no strict JSON, but there is no doubt what is meant.
            return JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build()
                    .readTree(text);
        } catch (JsonProcessingException e) {
            // Its message shows the secret's text: it goes no further.
            return MissingNode.getInstance();
        }
    }

    private static String field(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isTextual() || value.isIntegralNumber() ? value.asText().strip() : "";
    }
}
