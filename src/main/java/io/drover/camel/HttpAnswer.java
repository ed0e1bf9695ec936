package io.drover.camel;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** An answer that a browser need not get twice: it carries a tag of its content, and is empty for whoever has that content already. */
final class HttpAnswer {
    private static final int NOT_MODIFIED = 304;

    /** As long as it must be for two contents not to have the same by chance. */
    private static final int TAG_BYTES = 12;

    private HttpAnswer() {}

    static void send(Exchange exchange, int status, String contentType, byte[] body) {
        Message message = exchange.getMessage();
        String known = message.getHeader("If-None-Match", "", String.class);
        String tag = "W/\"" + digest(body) + '"';
        boolean same = status == 200 && Arrays.asList(known.split(",\\s*", -1)).contains(tag);
        // The request's headers would go back with the answer.
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, same ? NOT_MODIFIED : status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        if (status == 200) {
            message.setHeader("ETag", tag);
        }
        message.setBody(same ? null : body);
    }

    private static String digest(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
