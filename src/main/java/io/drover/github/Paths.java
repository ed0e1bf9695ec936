package io.drover.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Foreign text as part of a request's path or query. */
final class Paths {
    private Paths() {}

    /** One segment: slashes are encoded too. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
