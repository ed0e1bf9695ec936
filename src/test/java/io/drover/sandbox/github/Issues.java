package io.drover.sandbox.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The issues of all repositories. Safe for several threads. */
final class Issues {
    private final Clock clock;
    private final Map<Long, List<StandInIssue>> byRepository = new HashMap<>();

    Issues(Clock clock) {
        this.clock = clock;
    }

    synchronized StandInIssue open(Repository repository, String title, @Nullable String body, List<String> labels) {
        List<StandInIssue> all = byRepository.computeIfAbsent(repository.id(), id -> new ArrayList<>());
        var opened = new StandInIssue(all.size() + 1, title, body, List.copyOf(labels), now(), null);
        all.add(opened);
        return opened;
    }

    /** In the order in which they were opened. */
    synchronized List<StandInIssue> all(Repository repository) {
        return List.copyOf(byRepository.getOrDefault(repository.id(), List.of()));
    }

    /** @throws IllegalArgumentException when it is not there */
    synchronized void close(Repository repository, int number) {
        List<StandInIssue> all = byRepository.getOrDefault(repository.id(), List.of());
        if (number < 1 || number > all.size()) {
            throw new IllegalArgumentException("No issue " + number + " in " + repository.fullName());
        }
        var old = all.get(number - 1);
        all.set(number - 1, new StandInIssue(number, old.title(), old.body(), old.labels(), old.createdAt(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
