package io.drover.github;

import io.drover.failure.Failure;

/** Where the token for GitHub comes from. Implementations cache it; it never appears in a text. */
public interface Credentials {
    /**
     * The token to send now; nothing may be assumed of its form or length.
     *
     * @throws Failure when it cannot be had
     */
    String token();

    /** GitHub refused this token: the next {@link #token()} reads it anew, unless that has happened already. */
    void rejected(String token);
}
