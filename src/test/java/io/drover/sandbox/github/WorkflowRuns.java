package io.drover.sandbox.github;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The workflow runs of all repositories, and how they go: every run follows the plan that its repository had when it began, by the
 * stand-in's clock. Safe for several threads.
 */
public final class WorkflowRuns {
    /** Long enough to be seen, short enough not to be waited for. */
    private static final List<RunStep> USUAL = List.of(
            RunStep.queued(),
            RunStep.inProgress(Duration.ofSeconds(1)),
            RunStep.completed(Duration.ofSeconds(3), "success"));

    private final Clock clock;
    private final Repositories repositories;
    private final AtomicLong ids = new AtomicLong(30_433_642);
    private final List<DispatchedRun> runs = new CopyOnWriteArrayList<>();
    private final Map<Long, List<RunStep>> plans = new ConcurrentHashMap<>();
    private final Map<Long, AtomicInteger> unindexed = new ConcurrentHashMap<>();
    private volatile List<RunStep> usual = USUAL;
    private volatile boolean runDetails = true;

    WorkflowRuns(Clock clock, Repositories repositories) {
        this.clock = clock;
        this.repositories = repositories;
    }

    /** How runs go in repositories that have no plan of their own; at first queued, in progress after 1 s, success 3 s later. */
    public void plan(List<RunStep> steps) {
        usual = List.copyOf(steps);
    }

    /** How runs of this repository go that begin from now on. */
    public void plan(String fullName, List<RunStep> steps) {
        plans.put(repositories.get(fullName).id(), List.copyOf(steps));
    }

    /** The next dispatches of this repository are answered with 404, as until GitHub has read a new repository's workflows. */
    public void notYetIndexed(String fullName, int requests) {
        unindexed.put(repositories.get(fullName).id(), new AtomicInteger(requests));
    }

    /**
     * Whether a dispatch may ask for its run, as on github.com, where it is so at first. GitHub Enterprise Server up to 3.19 refuses the
     * field and tells no run.
     */
    public void returnsRunDetails(boolean known) {
        runDetails = known;
    }

    boolean returnsRunDetails() {
        return runDetails;
    }

    /** In the order in which they began. */
    public List<StandInRun> runs(String fullName) {
        return of(repositories.get(fullName)).stream()
                .map(run -> run.shown(clock.instant()))
                .toList();
    }

    /**
     * As a reviewer does it on the site.
     *
     * @throws IllegalArgumentException when the run is not there or waits for nobody
     */
    public void approve(long runId) {
        if (!find(runId).map(run -> run.approve(clock.instant())).orElse(false)) {
            throw new IllegalArgumentException("No workflow run " + runId + " waits for an approval");
        }
    }

    /** True for each request that comes too early; counts it. */
    boolean takeUnindexed(Repository repository) {
        AtomicInteger left = unindexed.get(repository.id());
        return left != null && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    DispatchedRun begin(
            Repository repository,
            String path,
            WorkflowFile file,
            String branch,
            String headSha,
            Map<String, String> inputs,
            Account actor) {
        var origin = new DispatchedRun.Origin(
                ids.incrementAndGet(),
                of(repository).size() + 1,
                repository,
                path,
                file.name(),
                file.title(inputs),
                branch,
                headSha,
                Map.copyOf(inputs),
                actor,
                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        var run = new DispatchedRun(origin, plans.getOrDefault(repository.id(), usual));
        runs.add(run);
        return run;
    }

    List<DispatchedRun> of(Repository repository) {
        return runs.stream()
                .filter(run -> run.origin().repository() == repository)
                .toList();
    }

    Optional<DispatchedRun> find(long id) {
        return runs.stream().filter(run -> run.origin().id() == id).findFirst();
    }

    DispatchedRun.State state(DispatchedRun run) {
        return run.at(clock.instant());
    }

    /** False when it is over already. */
    boolean cancel(DispatchedRun run) {
        return run.cancel(clock.instant());
    }
}
