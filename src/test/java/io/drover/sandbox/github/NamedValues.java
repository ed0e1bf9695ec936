package io.drover.sandbox.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The secrets, or the variables, of one repository, environment or organization: upper case, in alphabetical order. Safe for several threads. */
final class NamedValues {
    private final Clock clock;
    private final SortedMap<String, NamedValue> values = new TreeMap<>();
    private final Map<String, Audience> audiences = new HashMap<>();

    NamedValues(Clock clock) {
        this.clock = clock;
    }

    /** Creates or replaces; true when it was not there. */
    synchronized boolean put(String name, String value) {
        return update(name, name, value) ? false : add(name, value);
    }

    /** False when the name is taken. */
    synchronized boolean add(String name, String value) {
        Instant now = now();
        return values.putIfAbsent(upper(name), new NamedValue(upper(name), value, now, now)) == null;
    }

    /** False when it is not there. */
    synchronized boolean update(String name, String newName, String value) {
        NamedValue old = values.remove(upper(name));
        if (old == null) {
            return false;
        }
        values.put(upper(newName), new NamedValue(upper(newName), value, old.createdAt(), now()));
        return true;
    }

    synchronized boolean remove(String name) {
        audiences.remove(upper(name));
        return values.remove(upper(name)) != null;
    }

    synchronized Optional<NamedValue> find(String name) {
        return Optional.ofNullable(values.get(upper(name)));
    }

    synchronized List<NamedValue> all() {
        return List.copyOf(values.values());
    }

    /** Who sees a value of an organization from now on. */
    synchronized void show(String name, Audience audience) {
        audiences.put(upper(name), audience);
    }

    /** Empty when it is not there, or is no organization's. */
    synchronized Optional<Audience> audience(String name) {
        return Optional.ofNullable(audiences.get(upper(name)));
    }

    Map<String, String> asMap() {
        return all().stream().collect(Collectors.toMap(NamedValue::name, NamedValue::value, (a, b) -> b, TreeMap::new));
    }

    /** GitHub's rule for names of secrets and variables. */
    static boolean allows(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !upper(name).startsWith("GITHUB_");
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
