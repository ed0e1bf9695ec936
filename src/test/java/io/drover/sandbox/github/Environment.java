package io.drover.sandbox.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One environment of a repository with all its state. */
final class Environment {
    private final long id;
    private final String name;
    private final Instant createdAt;
    private final SettingsStore settings;
    private final Map<String, Long> branchPatterns = new ConcurrentHashMap<>();
    private volatile Protection protection = Protection.NONE;

    Environment(long id, String name, Clock clock) {
        this.id = id;
        this.name = name;
        createdAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        settings = new SettingsStore(clock);
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    SettingsStore settings() {
        return settings;
    }

    /** With their ids. */
    Map<String, Long> branchPatterns() {
        return branchPatterns;
    }

    Protection protection() {
        return protection;
    }

    void protect(Protection rules) {
        protection = rules;
    }
}
