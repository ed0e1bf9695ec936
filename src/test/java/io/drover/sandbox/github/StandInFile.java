package io.drover.sandbox.github;

import java.nio.charset.StandardCharsets;

/**
 * A file in a repository of the stand-in.
 *
 * @param executable whether git keeps it as mode 100755
 */
public record StandInFile(byte[] content, boolean executable) {
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }
}
