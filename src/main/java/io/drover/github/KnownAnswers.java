package io.drover.github;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last answers to reads, so that they can be asked for conditionally: GitHub does not count an answer of 304.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate">
 *     Use conditional requests</a>
 */
final class KnownAnswers {
    private static final int MOST = 1000;

    private final Map<URI, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Answer> eldest) {
            return size() > MOST;
        }
    };

    synchronized Optional<Answer> find(URI target) {
        return Optional.ofNullable(answers.get(target));
    }

    /** Keeps an answer that can be asked for conditionally. */
    synchronized void keep(URI target, Answer answer) {
        if (answer.status() == 200 && !answer.header("ETag").isEmpty()) {
            answers.put(target, answer);
        } else {
            answers.remove(target);
        }
    }
}
