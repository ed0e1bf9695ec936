package io.drover.sandbox.github;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The environments of one repository; names are compared without case. Safe for several threads. */
final class Environments {
    private static final AtomicLong IDS = new AtomicLong(5_000_000_000L);

    private final Clock clock;
    private final Map<String, Environment> environments = new ConcurrentHashMap<>();

    Environments(Clock clock) {
        this.clock = clock;
    }

    Environment getOrCreate(String name) {
        return environments.computeIfAbsent(key(name), key -> new Environment(IDS.incrementAndGet(), name, clock));
    }

    Optional<Environment> find(String name) {
        return Optional.ofNullable(environments.get(key(name)));
    }

    List<String> names() {
        return environments.values().stream().map(Environment::name).sorted().toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
