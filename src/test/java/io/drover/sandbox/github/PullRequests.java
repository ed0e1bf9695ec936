package io.drover.sandbox.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pull requests of all repositories. Safe for several threads. */
final class PullRequests {
    private final Clock clock;
    private final Map<Long, List<StandInPullRequest>> byRepository = new HashMap<>();

    PullRequests(Clock clock) {
        this.clock = clock;
    }

    /** Empty when one between these branches is open already. */
    synchronized Optional<StandInPullRequest> open(
            Repository repository, String title, @Nullable String body, String head, String base, boolean draft) {
        List<StandInPullRequest> all = byRepository.computeIfAbsent(repository.id(), id -> new ArrayList<>());
        if (all.stream()
                .anyMatch(one ->
                        one.open() && one.head().equals(head) && one.base().equals(base))) {
            return Optional.empty();
        }
        var opened = new StandInPullRequest(all.size() + 1, title, body, head, base, draft, now(), null);
        all.add(opened);
        return Optional.of(opened);
    }

    /** In the order in which they were opened. */
    synchronized List<StandInPullRequest> all(Repository repository) {
        return List.copyOf(byRepository.getOrDefault(repository.id(), List.of()));
    }

    /** @throws IllegalArgumentException when it is not there */
    synchronized void close(Repository repository, int number) {
        List<StandInPullRequest> all = byRepository.getOrDefault(repository.id(), List.of());
        if (number < 1 || number > all.size()) {
            throw new IllegalArgumentException("No pull request " + number + " in " + repository.fullName());
        }
        var old = all.get(number - 1);
        all.set(
                number - 1,
                new StandInPullRequest(
                        number, old.title(), old.body(), old.head(), old.base(), old.draft(), old.createdAt(), now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
