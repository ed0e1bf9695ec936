package io.drover;

/** A setting is missing or wrong. The message names the key and says what it must be; the process ends with exit code 78. */
final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }
}
