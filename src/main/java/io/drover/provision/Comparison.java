package io.drover.provision;

import io.drover.failure.Unwrapped;
import io.drover.github.GitHub;
import io.drover.github.Repository;
import io.drover.github.RepositoryName;
import io.drover.project.BucketAccess;
import io.drover.project.Project;
import io.drover.template.DroverFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What a project has, compared with what it is to have: all that the steps of its onboarding would write. Reads only. */
public final class Comparison {
    private final RepositoryPlans plans;
    private final GitHub gitHub;
    private final BucketAccess bucketAccess;
    private final Executor blocking;

    /**
     * @param gitHub whose requests come after those of all other work
     * @param blocking runs AWS's blocking requests
     */
    public Comparison(RepositoryPlans plans, GitHub gitHub, BucketAccess bucketAccess, Executor blocking) {
        this.plans = plans;
        this.gitHub = gitHub;
        this.bucketAccess = bucketAccess;
        this.blocking = blocking;
    }

    /**
     * Sentences for the operator; empty when nothing differs. At most eight requests, conditional ones where GitHub has answered before.
     *
     * @param project one that is ready
     */
    public CompletableFuture<List<String>> differences(Project project) {
        CompletableFuture<List<String>> all = project.isStudio()
                ? CompletableFuture.supplyAsync(() -> bucketAccess.differences(project), blocking)
                : CompletableFuture.completedFuture(List.of());
        for (RepositoryPlan plan : plans.all(project)) {
            all = all.thenCombine(differences(project, plan), Comparison::joined);
        }
        return Unwrapped.of(all);
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private CompletableFuture<List<String>> differences(Project project, RepositoryPlan plan) {
        return gitHub.repositories()
                .find(plan.name())
                .thenCompose(found -> found.map(repository -> differences(project, plan, repository))
                        .orElseGet(() -> CompletableFuture.completedFuture(
                                List.of("Repository %s is not there.".formatted(plan.name())))));
    }

    private CompletableFuture<List<String>> differences(Project project, RepositoryPlan plan, Repository repository) {
        List<String> found = new ArrayList<>();
        if (repository.archived()) {
            found.add("Repository %s is archived: unarchive it before anything can be mended.".formatted(plan.name()));
        }
        if (repository.open() && plan.isHidden()) {
            found.add("Repository %s is public.".formatted(plan.name()));
        }
        if (plan.template() == null) {
            return CompletableFuture.completedFuture(found);
        }
        RepositoryName name = repository.name();
        return gitHub.files()
                .find(name, DroverFile.PATH)
                .thenAccept(content ->
                        marker(project, plan, content.flatMap(DroverFile::read)).ifPresent(found::add))
                .thenCompose(done -> missing(plan.secrets().keySet(), gitHub.settings()::secretNames, name))
                .thenAccept(
                        names -> names.forEach(each -> found.add("Secret %s of %s is missing.".formatted(each, name))))
                .thenCompose(done -> missing(plan.variables().keySet(), gitHub.settings()::variableNames, name))
                .thenApply(names -> {
                    names.forEach(each -> found.add("Variable %s of %s is missing.".formatted(each, name)));
                    return found;
                });
    }

    private static Optional<String> marker(Project project, RepositoryPlan plan, Optional<DroverFile> marker) {
        if (marker.isEmpty()) {
            return Optional.of("Repository %s has no %s that can be read: it was never filled, or the file was removed."
                    .formatted(plan.name(), DroverFile.PATH));
        }
        return marker.get().belongsTo(project.domainId(), project.id(), plan.role())
                ? Optional.empty()
                : Optional.of("Repository %s belongs to another project, as its %s says."
                        .formatted(plan.name(), DroverFile.PATH));
    }

    /** Asks nothing when nothing is wanted. */
    private static CompletableFuture<Set<String>> missing(Set<String> wanted, Names names, RepositoryName repository) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(Set.of());
        }
        return names.of(repository).thenApply(present -> {
            Set<String> missing = new LinkedHashSet<>(wanted);
            missing.removeAll(present);
            return missing;
        });
    }

    @FunctionalInterface
    private interface Names {
        CompletableFuture<Set<String>> of(RepositoryName repository);
    }
}
