package io.drover.sandbox.github;

import io.drover.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which token is valid now, and whether git may be read without one. */
final class Access {
    private volatile @Nullable String token;
    private volatile boolean publicReads;

    void accept(String only) {
        token = only;
    }

    void publicReads(boolean allowed) {
        publicReads = allowed;
    }

    boolean publicReads() {
        return publicReads;
    }

    /** True only with the token that is valid now. */
    boolean allows(Request request) {
        return tokenOf(request).filter(sent -> sent.equals(token)).isPresent();
    }

    private static Optional<String> tokenOf(Request request) {
        String header = request.header("Authorization");
        if (header == null || header.indexOf(' ') < 0) {
            return Optional.empty();
        }
        String value = header.substring(header.indexOf(' ') + 1).trim();
        return switch (header.substring(0, header.indexOf(' ')).toLowerCase(Locale.ROOT)) {
            case "bearer", "token" -> Optional.of(value);
            case "basic" -> password(value);
            default -> Optional.empty();
        };
    }

    /** The token is the password, whatever the user is called; git writes {@code x-access-token}. */
    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.contains(":") ? Optional.of(pair.substring(pair.indexOf(':') + 1)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
