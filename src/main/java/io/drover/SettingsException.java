package io.drover;

import java.util.List;

/** Settings are missing or wrong. The message names the first key and says what it must be; the process ends with exit code 78. */
final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    SettingsException(String message) {
        this(List.of(message));
    }

    /**
     * @param problems at least one, each a sentence that names a key
     */
    SettingsException(List<String> problems) {
        super(problems.get(0));
        this.problems = List.copyOf(problems);
    }

    /** Never empty. */
    List<String> problems() {
        return problems;
    }
}
