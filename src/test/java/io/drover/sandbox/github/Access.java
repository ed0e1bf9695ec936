package io.drover.sandbox.github;

import io.drover.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tokens are valid now and what they may do, and whether git may be read without one. */
final class Access {
    private final Apps apps;
    private volatile @Nullable String token;
    private volatile Grant granted = Grant.all();
    private volatile boolean publicReads;

    Access(Apps apps) {
        this.apps = apps;
    }

    /** From now on this is the only token but those of apps. */
    void accept(String only, Grant grant) {
        granted = grant;
        token = only;
    }

    void publicReads(boolean allowed) {
        publicReads = allowed;
    }

    boolean publicReads() {
        return publicReads;
    }

    /** Empty without a token that is valid now. */
    Optional<Grant> grant(Request request) {
        return tokenOf(request).flatMap(sent -> sent.equals(token) ? Optional.of(granted) : apps.grant(sent));
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
