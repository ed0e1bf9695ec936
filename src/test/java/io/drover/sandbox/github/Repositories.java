package io.drover.sandbox.github;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All repositories by name, by former name and by id. Safe for several threads. */
final class Repositories {
    private static final Pattern BY_ID = Pattern.compile("/repositories/(\\d{1,18})((?:/.*)?)");

    private final Clock clock;
    private final Map<String, Repository> byName = new HashMap<>();
    private final Map<String, Repository> byFormerName = new HashMap<>();
    private long lastId = 800_000_000;

    Repositories(Clock clock) {
        this.clock = clock;
    }

    /** Empty when the name is taken; a repository that had the name before loses its redirect. */
    synchronized Optional<Repository> create(Account owner, String name) {
        String key = key(owner.login(), name);
        if (byName.containsKey(key)) {
            return Optional.empty();
        }
        Repository created = new Repository(++lastId, owner, name, clock);
        byName.put(key, created);
        byFormerName.remove(key);
        return Optional.of(created);
    }

    synchronized Optional<Repository> find(String owner, String name) {
        return Optional.ofNullable(byName.get(key(owner, name)));
    }

    synchronized Optional<Repository> findByFormerName(String owner, String name) {
        return Optional.ofNullable(byFormerName.get(key(owner, name)));
    }

    synchronized Optional<Repository> find(long id) {
        return byName.values().stream()
                .filter(repository -> repository.id() == id)
                .findFirst();
    }

    /** @throws IllegalArgumentException when there is none */
    Repository get(String fullName) {
        int slash = fullName.indexOf('/');
        return find(fullName.substring(0, Math.max(slash, 0)), fullName.substring(slash + 1))
                .orElseThrow(
                        () -> new IllegalArgumentException("No repository '" + fullName + "' in the GitHub stand-in"));
    }

    /** False when the new name is taken. */
    synchronized boolean rename(Repository repository, Account owner, String name) {
        String from = key(repository.owner().login(), repository.name());
        String to = key(owner.login(), name);
        if (byName.containsKey(to) && !from.equals(to)) {
            return false;
        }
        byName.remove(from);
        byFormerName.put(from, repository);
        byFormerName.remove(to);
        byName.put(to, repository);
        repository.rename(owner, name);
        return true;
    }

    synchronized void delete(Repository repository) {
        byName.values().remove(repository);
        byFormerName.values().removeIf(repository::equals);
    }

    synchronized Set<String> names() {
        Set<String> names = new TreeSet<>();
        byName.values().forEach(repository -> names.add(repository.fullName()));
        return names;
    }

    /** {@code /repositories/{id}/…} as {@code /repos/{owner}/{name}/…}; any other path as it is. */
    String pathByName(String path) {
        Matcher byId = BY_ID.matcher(path);
        return byId.matches()
                ? find(Long.parseLong(byId.group(1)))
                        .map(repository -> "/repos/" + repository.fullName() + byId.group(2))
                        .orElse(path)
                : path;
    }

    private static String key(String owner, String name) {
        return (owner + "/" + name).toLowerCase(Locale.ROOT);
    }
}
