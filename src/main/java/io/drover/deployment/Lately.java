package io.drover.deployment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was found out lately: kept for a while, at most a thousand of it, beyond which nothing is added. Safe for several threads. */
final class Lately<K, V> {
    private static final int MOST = 1000;

    private final Duration kept;
    private final Clock clock;
    private final Map<K, Known<V>> known = new LinkedHashMap<>();

    Lately(Duration kept, Clock clock) {
        this.kept = kept;
        this.clock = clock;
    }

    private record Known<V>(V value, Instant until) {}

    synchronized Optional<V> find(K key) {
        Instant now = clock.instant();
        known.values().removeIf(each -> each.until().isBefore(now));
        return Optional.ofNullable(known.get(key)).map(Known::value);
    }

    synchronized void keep(K key, V value) {
        if (known.size() < MOST) {
            known.put(key, new Known<>(value, clock.instant().plus(kept)));
        }
    }

    synchronized void forget(K key) {
        known.remove(key);
    }
}
