package io.drover.github;

import org.jspecify.annotations.Nullable;

/** The secret, read when it is first needed and kept until it is forgotten. Safe for several threads. */
final class KeptSecret {
    private final SecretSource source;
    private @Nullable GitHubSecret kept;

    KeptSecret(SecretSource source) {
        this.source = source;
    }

    /** Fails as {@link SecretSource#read} does; then nothing is kept. */
    synchronized GitHubSecret get() {
        if (kept == null) {
            kept = source.read();
        }
        return kept;
    }

    /** GitHub refused it: the next {@link #get} reads it anew. */
    synchronized void forget() {
        kept = null;
    }
}
