package io.drover.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.failure.RetryLater;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The proof that Drover is a GitHub App.
 *
 * @see <a
 *     href="https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app">Generating
 *     a JSON Web Token (JWT) for a GitHub App</a>
 */
final class AppJwt {
    /** "To protect against clock drift, we recommend that you set this 60 seconds in the past". */
    private static final Duration DRIFT = Duration.ofSeconds(60);

    /** "The time must be no more than 10 minutes into the future": less, for a clock that is ahead. */
    private static final Duration LIFETIME = Duration.ofMinutes(9);

    private AppJwt() {}

    /** A JWT for requests sent about now. */
    static String sign(GitHubSecret.App app, Instant now) {
        String header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .toString();
        String claims = JsonNodeFactory.instance
                .objectNode()
                .put("iat", now.minus(DRIFT).getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond())
                .put("iss", app.issuer())
                .toString();
        String signed =
                encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encode(signature(app, signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] signature(GitHubSecret.App app, byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(app.key());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new RetryLater(
                    "The \"private_key\" in the secret drover.github.token-secret cannot sign: put a key of GitHub App %s into it."
                            .formatted(app.issuer()));
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
