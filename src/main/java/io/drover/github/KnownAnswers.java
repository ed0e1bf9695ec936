package io.drover.github;

import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last answers to reads, so that they can be asked for conditionally: GitHub does not count an answer of 304. As bytes, since the tree
 * that they are read into takes many times their place, and those longest unused go first when there are too many.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate">
 *     Use conditional requests</a>
 */
final class KnownAnswers {
    /** Some 500 repositories or runs of workflows, of about 8 KB each. */
    private static final int MOST_BYTES = 4 << 20;

    /** About what an answer takes beside its body: address, tag, entry of the map. */
    private static final int BESIDE = 1 << 10;

    private final Map<URI, Known> answers = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    /**
     * An answer of 200.
     *
     * @param tag its ETag, as it came
     */
    record Known(String tag, byte[] body) {
        private int bytes() {
            return BESIDE + body.length;
        }
    }

    synchronized Optional<Known> find(URI target) {
        return Optional.ofNullable(answers.get(target));
    }

    /**
     * Keeps an answer that can be asked for conditionally, in place of the last one.
     *
     * @param tag its ETag, empty when it has none
     */
    synchronized void keep(URI target, int status, String tag, byte[] body) {
        Known last = answers.remove(target);
        bytes -= last == null ? 0 : last.bytes();
        var known = new Known(tag, body);
        if (status == 200 && !tag.isEmpty() && known.bytes() <= MOST_BYTES) {
            answers.put(target, known);
            bytes += known.bytes();
            for (Iterator<Known> eldest = answers.values().iterator(); bytes > MOST_BYTES; eldest.remove()) {
                bytes -= eldest.next().bytes();
            }
        }
    }

    synchronized int bytes() {
        return bytes;
    }
}
