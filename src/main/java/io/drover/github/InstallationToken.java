package io.drover.github;

import java.time.Instant;

/** A token that GitHub made for an installation of an app; its text form does not show it. */
record InstallationToken(String value, Instant expiresAt) {
    @Override
    public String toString() {
        return "InstallationToken[expiresAt=%s]".formatted(expiresAt);
    }
}
