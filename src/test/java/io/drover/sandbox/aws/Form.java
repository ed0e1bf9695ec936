package io.drover.sandbox.aws;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text of the kind {@code name=value&…}, and single values encoded like it. */
final class Form {
    private Form() {}

    /** In the order sent; the last value wins. */
    static Map<String, String> parse(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decode(field.substring(0, equals)), decode(field.substring(equals + 1)));
            } else if (!field.isEmpty()) {
                fields.put(decode(field), "");
            }
        }
        return fields;
    }

    /** A part of a path, in which a plus is a plus. */
    static String decodePath(String part) {
        return decode(part.replace("+", "%2B"));
    }

    /** Percent-encoded after RFC 3986, as IAM gives policy documents. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
