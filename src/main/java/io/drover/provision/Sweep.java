package io.drover.provision;

import io.drover.event.ProjectCreated;
import io.drover.event.Reconciliation;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.failure.Unwrapped;
import io.drover.ledger.Check;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import io.drover.ledger.Subject;
import io.drover.project.ListedProject;
import io.drover.project.Project;
import io.drover.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what events did not tell: projects whose event never came, work that broke off, and what differs from what it should be. Reads AWS
 * and GitHub, and writes to the ledger only; what is to be done goes to the project queue as an event.
 */
public final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    /** Longer than a message stays hidden or waits between two tries. */
    private static final Duration BROKEN_OFF = Duration.ofMinutes(15);

    private final Projects projects;
    private final Comparison comparison;
    private final Ledger ledger;
    private final SweepPlan plan;
    private final Clock clock;

    public Sweep(Projects projects, Comparison comparison, Ledger ledger, SweepPlan plan, Clock clock) {
        this.projects = projects;
        this.comparison = comparison;
        this.ledger = ledger;
        this.plan = plan;
        this.clock = clock;
    }

    /**
     * A project and what the sweep has to say of it.
     *
     * @param found sentences for the operator; empty when it is to be compared, or nothing differs
     * @param started whether it has to be worked on in any case, mended or not
     */
    public record Look(String domainId, String projectId, List<String> found, boolean started) {
        public Look {
            found = List.copyOf(found);
        }

        public String subject() {
            return domainId + "/" + projectId;
        }

        /** The event that has it worked on. */
        public Reconciliation request() {
            return Reconciliation.of(domainId, projectId, found, !started);
        }
    }

    /** Whether there is anything to look at. */
    public boolean isOn() {
        return !plan.domains().isEmpty();
    }

    /**
     * Those to start and those to compare with GitHub, of all projects in the configured domains.
     *
     * @throws Failure when a domain's projects cannot be listed
     */
    public List<Look> candidates() {
        Map<String, Subject> known = ledger.subjects(Ledger.ONBOARDING).stream()
                .collect(Collectors.toMap(subject -> subject.newest().subject(), Function.identity()));
        Map<String, Instant> checked = ledger.checks().stream().collect(Collectors.toMap(Check::subject, Check::at));
        List<ListedProject> listed = plan.domains().stream()
                .flatMap(domain -> projects.list(domain).stream())
                .filter(ListedProject::active)
                .toList();
        List<Look> candidates = new ArrayList<>();
        listed.forEach(project -> toStart(project, known.get(project.subject())).ifPresent(candidates::add));
        listed.stream()
                .filter(project -> isDone(known.get(project.subject())))
                .filter(project -> isDue(checked.get(project.subject())))
                .sorted(Comparator.comparing(project -> checked.getOrDefault(project.subject(), Instant.EPOCH)))
                .limit(plan.mostCompared())
                .map(project -> new Look(project.domainId(), project.projectId(), List.of(), false))
                .forEach(candidates::add);
        log.atInfo().log("Sweep: {} projects listed, {} to start or to compare", listed.size(), candidates.size());
        return candidates;
    }

    private Optional<Look> toStart(ListedProject project, @Nullable Subject known) {
        Instant now = clock.instant();
        if (known == null) {
            boolean recent = project.createdAt().isAfter(now.minus(plan.newerThan()));
            return recent ? Optional.of(start(project, "Its CreateProject event never came.")) : Optional.empty();
        }
        Run run = known.newest();
        boolean brokenOff = run.state() == Run.State.RUNNING
                && !known.held()
                && run.updatedAt().isBefore(now.minus(BROKEN_OFF));
        return brokenOff
                ? Optional.of(start(
                        project, "Its work broke off at %s and no message goes on with it.".formatted(run.updatedAt())))
                : Optional.empty();
    }

    private static Look start(ListedProject project, String why) {
        return new Look(project.domainId(), project.projectId(), List.of(why), true);
    }

    private static boolean isDone(@Nullable Subject known) {
        return known != null && known.newest().state() == Run.State.DONE;
    }

    /** Not when another process has just done it. */
    private boolean isDue(@Nullable Instant checked) {
        return checked == null
                || checked.isBefore(clock.instant().minus(plan.interval().dividedBy(2)));
    }

    /**
     * Compares a candidate with GitHub and AWS and remembers the differences; one that is to be started anyway is left as it is. Never
     * fails: what cannot be compared now is compared by the next sweep.
     */
    public CompletableFuture<Look> compare(Look candidate) {
        if (candidate.started()) {
            return CompletableFuture.completedFuture(candidate);
        }
        return differences(candidate).handle((found, problem) -> {
            if (problem != null) {
                log.atWarn()
                        .log(
                                "Sweep: {} cannot be compared: {}",
                                candidate.subject(),
                                Foreign.oneLine(
                                        String.valueOf(Unwrapped.cause(problem).getMessage())));
                return candidate;
            }
            ledger.checked(new Check(candidate.subject(), clock.instant(), found));
            return new Look(candidate.domainId(), candidate.projectId(), found, false);
        });
    }

    private CompletableFuture<List<String>> differences(Look candidate) {
        try {
            Project project =
                    projects.describe(new ProjectCreated(candidate.domainId(), candidate.projectId(), null, true));
            // One that is not ready is still the matter of its own event.
            return project.isReady() ? comparison.differences(project) : CompletableFuture.completedFuture(List.of());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
