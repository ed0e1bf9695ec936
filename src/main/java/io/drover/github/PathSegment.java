package io.drover.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as one segment of a path. */
final class PathSegment {
    private PathSegment() {}

    static String encoded(String text) {
        // URLEncoder encodes forms, where a space is a plus sign.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
