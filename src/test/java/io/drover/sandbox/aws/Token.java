package io.drover.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Pieces of the ids that AWS makes up, the same in each run. */
final class Token {
    private Token() {}

    /**
     * @param seed what the id is of, and which of its ids
     * @param length at most 32
     * @return digits and small letters
     */
    static String of(String seed, int length) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, length);
    }
}
