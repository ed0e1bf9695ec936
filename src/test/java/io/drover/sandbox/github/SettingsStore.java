package io.drover.sandbox.github;

import java.time.Clock;

/** Secrets and variables of one repository, environment or organization, and the key that its secrets are sealed for. */
final class SettingsStore {
    private final NamedValues secrets;
    private final NamedValues variables;
    private volatile SecretsKey key = SecretsKey.generate();

    SettingsStore(Clock clock) {
        secrets = new NamedValues(clock);
        variables = new NamedValues(clock);
    }

    NamedValues secrets() {
        return secrets;
    }

    NamedValues variables() {
        return variables;
    }

    SecretsKey key() {
        return key;
    }

    /** Values that are there stay readable: they are kept opened. */
    void key(SecretsKey current) {
        key = current;
    }
}
