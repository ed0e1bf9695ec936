package io.drover.console;

import io.drover.console.ProjectView.RepositoryView;
import io.drover.ledger.Check;
import io.drover.ledger.Intent;
import io.drover.ledger.Ledger;
import io.drover.ledger.Overview;
import io.drover.ledger.ProjectEntry;
import io.drover.ledger.ProjectFilter;
import io.drover.ledger.ProjectState;
import io.drover.ledger.RepositoryOrigin;
import io.drover.ledger.Run;
import io.drover.ledger.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people see of projects and runs: the ledger, explained and with links. A page costs eight statements, however long it is. */
public final class Board {
    private static final int RUNS_OF_A_PROJECT = 50;

    private final Ledger ledger;
    private final Links links;

    public Board(Ledger ledger, Links links) {
        this.ledger = ledger;
        this.links = links;
    }

    /**
     * A part of the list.
     *
     * @param totals how many projects of each state there are, whatever the filter
     * @param behind how many projects have a repository that is behind its template, whatever the filter
     * @param next where the list goes on, null at its end
     */
    public record Page(
            List<ProjectView> projects,
            Map<ProjectState, Integer> totals,
            int behind,
            @Nullable Long next) {}

    /**
     * One project.
     *
     * @param runs the newest first, its models' deployments too; at most 50
     */
    public record Detail(ProjectView project, List<RunView> runs) {}

    public Page projects(ProjectFilter filter) {
        Overview overview = ledger.overview();
        List<ProjectEntry> entries = overview.projects(new ProjectFilter(
                filter.states(), filter.search(), filter.behind(), filter.limit() + 1, filter.after()));
        boolean more = entries.size() > filter.limit();
        List<ProjectEntry> shown = more ? entries.subList(0, filter.limit()) : entries;
        Long next = more ? shown.get(shown.size() - 1).number() : null;
        return new Page(views(shown), overview.totals(), overview.projectsBehind(), next);
    }

    /** Empty when no event of it came. */
    public Optional<Detail> project(String subject) {
        Overview overview = ledger.overview();
        return overview.project(subject).map(entry -> {
            List<Run> runs = overview.runs(subject, RUNS_OF_A_PROJECT);
            Map<String, List<Step>> steps =
                    overview.steps(runs.stream().map(Run::id).toList());
            Map<String, Intent> intents =
                    overview.intents(runs.stream().map(Run::subject).toList());
            List<RunView> timelines = runs.stream()
                    .map(run -> view(
                            run,
                            isHeld(run, entry),
                            steps.getOrDefault(run.id(), List.of()),
                            intents.get(run.subject())))
                    .toList();
            return new Detail(views(List.of(entry)).get(0), timelines);
        });
    }

    /** Empty when there is none of this id. */
    public Optional<RunView> run(String id) {
        return ledger.overview()
                .run(id)
                .map(run -> view(
                        run,
                        true,
                        ledger.steps(id),
                        ledger.intents().find(run.subject()).orElse(null)));
    }

    /** Who holds a model's run is not looked up: it is shown as what it last said. */
    private static boolean isHeld(Run run, ProjectEntry entry) {
        return !run.id().equals(entry.newest().id()) || entry.held();
    }

    private static RunView view(Run run, boolean held, List<Step> steps, @Nullable Intent intent) {
        return new RunView(
                run.id(),
                run.flow(),
                run.subject(),
                Explanation.of(state(run, held), run, held, steps.isEmpty() ? null : steps.get(steps.size() - 1)),
                run.attempt(),
                run.startedAt(),
                run.updatedAt(),
                run.endedAt(),
                steps,
                intent == null ? null : DeploymentView.of(intent));
    }

    private static ProjectState state(Run run, boolean held) {
        return switch (run.state()) {
            case RUNNING -> held && run.waitingFor() == null ? ProjectState.RUNNING : ProjectState.WAITING;
            case DONE -> ProjectState.DONE;
            case PARKED -> ProjectState.PARKED;
            case STOPPED -> ProjectState.STOPPED;
        };
    }

    private List<ProjectView> views(List<ProjectEntry> entries) {
        Overview overview = ledger.overview();
        List<String> subjects = entries.stream().map(ProjectEntry::subject).toList();
        Map<String, Step> steps = overview.newestSteps(
                entries.stream().map(entry -> entry.newest().id()).toList());
        Map<String, List<RepositoryOrigin>> origins = overview.repositories(subjects);
        List<String> repositories = origins.values().stream()
                .flatMap(List::stream)
                .map(RepositoryOrigin::repository)
                .toList();
        Map<String, Instant> behind = overview.behind(repositories);
        Map<String, Intent> intents = overview.newestIntents(repositories);
        Map<String, Check> checks = overview.checks(subjects);
        return entries.stream()
                .map(entry -> view(
                        entry,
                        steps.get(entry.newest().id()),
                        origins.getOrDefault(entry.subject(), List.of()),
                        behind,
                        intents,
                        checks.get(entry.subject())))
                .toList();
    }

    private ProjectView view(
            ProjectEntry entry,
            @Nullable Step step,
            List<RepositoryOrigin> origins,
            Map<String, Instant> behind,
            Map<String, Intent> intents,
            @Nullable Check check) {
        Run run = entry.newest();
        String[] ids = entry.subject().split("/", 2);
        return new ProjectView(
                ids[0],
                ids[1],
                entry.name(),
                Explanation.of(entry.state(), run, entry.held(), step),
                run.flow(),
                run.id(),
                step == null ? null : step.title(),
                run.attempt(),
                run.startedAt(),
                run.updatedAt(),
                run.endedAt(),
                origins.stream()
                        .map(origin -> view(origin, behind.get(origin.repository())))
                        .toList(),
                newest(origins, intents),
                check == null ? List.of() : check.differences(),
                check == null ? null : check.at(),
                links.aws(ids[0], ids[1]));
    }

    private RepositoryView view(RepositoryOrigin origin, @Nullable Instant behindSince) {
        return new RepositoryView(
                origin.repository(),
                origin.role(),
                links.repository(origin.repository()),
                origin.template(),
                origin.commit(),
                links.template(origin),
                behindSince);
    }

    private static @Nullable DeploymentView newest(List<RepositoryOrigin> origins, Map<String, Intent> intents) {
        return origins.stream()
                .map(RepositoryOrigin::repository)
                .filter(intents::containsKey)
                .map(intents::get)
                .max(Comparator.comparing(Intent::intendedAt))
                .map(DeploymentView::of)
                .orElse(null);
    }
}
