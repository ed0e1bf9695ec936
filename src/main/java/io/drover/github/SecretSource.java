package io.drover.github;

import io.drover.failure.Failure;

/** Where the secret for GitHub is kept. */
@FunctionalInterface
public interface SecretSource {
    /**
     * The secret as it is now; nothing is cached.
     *
     * @throws Failure when it cannot be read or is no such secret; no part of it is in the message
     */
    GitHubSecret read();
}
