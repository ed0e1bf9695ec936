package io.drover.sandbox.github;

import java.security.PublicKey;

/** A GitHub App and the key that its JWTs are checked with. */
record RegisteredApp(long id, String clientId, PublicKey key) {
    String slug() {
        return "app-" + id;
    }

    boolean isIssuer(String issuer) {
        return issuer.equals(String.valueOf(id)) || issuer.equals(clientId);
    }
}
