package io.drover.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/** The key pair that the secrets of one repository, environment or organization are sealed for. */
record SecretsKey(String id, X25519PrivateKeyParameters pair) {
    private static final AtomicLong IDS = new AtomicLong(3_380_204_578_043_523_366L);

    static SecretsKey generate() {
        return of(new X25519PrivateKeyParameters(new SecureRandom()));
    }

    static SecretsKey of(X25519PrivateKeyParameters pair) {
        return new SecretsKey(String.valueOf(IDS.incrementAndGet()), pair);
    }

    /** Base64, as GitHub shows it. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(pair.generatePublicKey().getEncoded());
    }

    /** Empty when it is not Base64 or was not sealed for this key. */
    Optional<String> open(String sealed) {
        try {
            return SealedBoxOpener.open(Base64.getDecoder().decode(sealed), pair)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
