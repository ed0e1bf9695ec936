package io.drover.sandbox.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, and how to ask for the next.
 *
 * @param next null on the last page
 */
record Page<T>(List<T> items, @Nullable String next) {
    private static final String PREFIX = "page-from-";

    /**
     * @param token null for the first page
     * @param invalid the error code for a token that no page gave
     */
    static <T> Page<T> of(List<T> all, int size, @Nullable String token, String invalid) {
        int from = 0;
        if (token != null && !token.isEmpty()) {
            if (!token.matches(PREFIX + "\\d{1,9}")) {
                throw AwsError.of(invalid, "The token is not valid");
            }
            from = Math.min(all.size(), Integer.parseInt(token.substring(PREFIX.length())));
        }
        int to = Math.min(all.size(), from + size);
        return new Page<>(List.copyOf(all.subList(from, to)), to < all.size() ? PREFIX + to : null);
    }
}
