package io.drover.console;

import io.drover.event.Events;
import io.drover.event.ProjectCreated;
import io.drover.event.Reconciliation;
import io.drover.project.Project;
import io.drover.project.Projects;
import io.drover.provision.Comparison;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Compares one project with what it is to be and, unless it is a dry run, asks by an event on the project queue for it to be mended. Writes
 * nothing itself; to ask twice is harmless.
 */
public final class Reconciling {
    private final Projects projects;
    private final Comparison comparison;
    private final Consumer<Reconciliation> queue;

    /**
     * @param queue sends an event to the project queue
     */
    public Reconciling(Projects projects, Comparison comparison, Consumer<Reconciliation> queue) {
        this.projects = projects;
        this.comparison = comparison;
        this.queue = queue;
    }

    /**
     * What was found.
     *
     * @param ready whether AWS has finished the project; if not, {@code findings} says what it waits for
     * @param findings sentences; empty when nothing differs
     * @param asked whether the event was sent
     */
    public record Report(String subject, String name, boolean ready, List<String> findings, boolean asked) {}

    /**
     * Blocks while AWS is asked; GitHub's part comes later.
     *
     * @param subject {@code domain/project}
     * @throws IllegalArgumentException when the subject is none
     * @throws io.drover.failure.Failure when AWS refuses; of GitHub the future says it
     */
    public CompletableFuture<Report> reconcile(String subject, boolean dryRun) {
        ProjectCreated wanted = Events.readSubject(subject);
        Project project = projects.describe(wanted);
        CompletableFuture<List<String>> findings = project.isReady()
                ? comparison.differences(project)
                : CompletableFuture.completedFuture(List.of(project.explanation()));
        return findings.thenApply(found -> {
            boolean ask = !dryRun && !found.isEmpty();
            if (ask) {
                queue.accept(Reconciliation.of(wanted.domainId(), wanted.projectId(), found, true));
            }
            return new Report(subject, project.name(), project.isReady(), found, ask);
        });
    }
}
