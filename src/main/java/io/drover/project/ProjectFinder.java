package io.drover.project;

import io.drover.event.Ignored;
import io.drover.event.NamedProject;
import io.drover.event.ProjectCreated;
import io.drover.event.ProjectDeleted;
import io.drover.event.ProjectEvent;
import io.drover.event.ProjectStackEnded;
import io.drover.event.StackProject;
import io.drover.failure.Foreign;
import io.drover.ledger.Ledger;
import io.drover.ledger.Run;
import io.drover.ledger.Subject;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** Finds out which project an event is about that shows its name or its stack only. */
public final class ProjectFinder {
    private final StackProjects projects;
    private final Ledger ledger;

    public ProjectFinder(AccountClients clients, Ledger ledger) {
        this.projects = new StackProjects(clients, ledger::request);
        this.ledger = ledger;
    }

    /**
     * The event, with the project's id. Asks AWS once at the most.
     *
     * @return {@link Ignored} when Drover never knew the project
     * @throws io.drover.failure.Permanent when Drover may not ask
     */
    public ProjectEvent identify(ProjectEvent event) {
        if (event instanceof NamedProject named) {
            return identify(named);
        }
        return event instanceof ProjectStackEnded stack ? identify(stack) : event;
    }

    /** Name and id of the project of this name; empty when there is none now. */
    public Optional<String> projectId(String account, String region, String name) {
        return projects.find(account, region, name).map(project -> name + "-" + project.projectId());
    }

    private ProjectEvent identify(NamedProject named) {
        String home = StackProject.home(named.account(), named.region());
        Optional<String> found =
                projectId(named.account(), named.region(), named.name()).or(() -> remembered(home, named.name()));
        if (found.isEmpty()) {
            return new Ignored("project %s in %s is not known".formatted(Foreign.shown(named.name()), home));
        }
        return named.deleted()
                ? new ProjectDeleted(home, found.get())
                : new ProjectCreated(home, found.get(), null, true);
    }

    /** The newest of this name: SageMaker does not tell the id of one that is gone. */
    private Optional<String> remembered(String home, String name) {
        String begin = home + "/";
        return ledger.subjects(Ledger.ONBOARDING).stream()
                .map(Subject::newest)
                .filter(run -> run.subject().startsWith(begin))
                .sorted(Comparator.comparing(Run::startedAt).reversed())
                .flatMap(run -> StackProject.find(home, run.subject().substring(begin.length())).stream())
                .filter(key -> key.name().equals(name))
                .map(StackProject::group)
                .findFirst();
    }

    private ProjectEvent identify(ProjectStackEnded ended) {
        Map<String, String> parameters = projects.stack(ended.account(), ended.region(), ended.stackId())
                .map(stack -> stack.parameters().stream()
                        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)))
                .orElse(Map.of());
        String home = StackProject.home(ended.account(), ended.region());
        return StackProject.find(
                        home,
                        parameters.getOrDefault("SageMakerProjectName", "") + "-"
                                + parameters.getOrDefault("SageMakerProjectId", ""))
                .<ProjectEvent>map(key -> new ProjectDeleted(home, key.group(), ended.rolledBack()))
                .orElseGet(() -> new Ignored("stack %s is no project's".formatted(Foreign.shown(ended.stackId()))));
    }
}
