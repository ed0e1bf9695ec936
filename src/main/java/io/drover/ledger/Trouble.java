package io.drover.ledger;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** What an operator has to know of a database's failure. Nothing is quoted of it but codes: drivers repeat the URL with its password. */
final class Trouble {
    /**
     * By the SQL state or its class.
     *
     * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL's codes</a>
     */
    private static final Map<String, String> BY_STATE = Map.of(
            "53100", "Its disk is full: free some space.",
            "25006", "It is read-only: let Drover write, or point drover.ledger.url at the primary.",
            "57P03", "It is starting or stopping: it should be back soon.",
            "53300", "It has no connection left: raise its max_connections, or run fewer processes.",
            "28", "It refuses the user or the password: correct drover.ledger.user and drover.ledger.password.",
            // Both H2's own: https://www.h2database.com/javadoc/org/h2/api/ErrorCode.html
            "90097", "It is read-only: let Drover write to its file.",
            "90098", "It closed itself after a failure: it is opened again as soon as its file can be written.",
            "08", "It cannot be reached: see that it runs, and that Drover may connect to it.");

    /** What operating systems say, and Java repeats. */
    private static final Map<String, String> BY_WORDS = Map.of(
            "No space left", "Its disk is full: free some space.",
            "not enough space", "Its disk is full: free some space.",
            "Disk quota", "Its disk quota is used up: free some space.",
            "File too large", "Its file may not grow any more: raise the limit (ulimit -f).",
            "Read-only file system", "Its file system is read-only: let Drover write to it.",
            "Permission denied", "Its file may not be written: give Drover the right to.");

    private Trouble() {}

    static String sentence(Throwable failure) {
        return causes(failure)
                .flatMap(cause -> BY_WORDS.entrySet().stream()
                        .filter(words -> String.valueOf(cause.getMessage()).contains(words.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> states(failure)
                        .flatMap(state -> Stream.of(state, state.substring(0, Math.min(2, state.length()))))
                        .flatMap(state -> Stream.ofNullable(BY_STATE.get(state)))
                        .findFirst())
                .orElseGet(() -> unknown(failure));
    }

    private static String unknown(Throwable failure) {
        Throwable root = causes(failure).reduce(failure, (first, second) -> second);
        String state = states(failure).reduce("", (first, second) -> second);
        return "It failed with %s%s; its own log tells more."
                .formatted(root.getClass().getSimpleName(), state.isEmpty() ? "" : " " + state);
    }

    private static Stream<String> states(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .flatMap(cause -> Stream.ofNullable(((SQLException) cause).getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
