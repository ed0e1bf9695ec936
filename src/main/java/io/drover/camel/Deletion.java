package io.drover.camel;

import io.drover.event.ProjectDeleted;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Ends what is still being done for a project that was deleted. */
public final class Deletion {
    private final Ledger ledger;

    public Deletion(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Asks the project's onboarding and its deployments to stop. They do so before their next step, or at their next look.
     *
     * @throws WorkedOnElsewhere while one of them has not
     */
    public void stopWork(ProjectDeleted project) {
        String reason = "Project %s was deleted.".formatted(project.subject());
        Optional<Instant> onboarding = ledger.stop(Ledger.ONBOARDING, project.subject(), reason);
        Stream<Optional<Instant>> deployments = ledger.repositories(project.domainId(), project.projectId()).stream()
                .map(RepositoryOrigin::repository)
                .flatMap(repository -> ledger.intents().open(repository).stream())
                .map(intent -> ledger.stop("model-approved", intent.subject(), reason));
        Stream.concat(Stream.of(onboarding), deployments)
                .flatMap(Optional::stream)
                // All are asked before the first is waited for.
                .reduce((one, other) -> one.isAfter(other) ? one : other)
                .ifPresent(until -> {
                    throw new WorkedOnElsewhere(
                            "%s is still being worked on, at least until %s.".formatted(project.subject(), until));
                });
    }
}
