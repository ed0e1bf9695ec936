package io.drover.provision;

import io.drover.event.ProjectDeleted;
import io.drover.event.StackProject;
import io.drover.failure.Unwrapped;
import io.drover.github.GitHub;
import io.drover.github.Repository;
import io.drover.github.RepositoryName;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import io.drover.project.ProjectNames;
import io.drover.template.DroverFile;
import io.drover.type.ProjectType;
import io.drover.type.ProjectTypes;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the repositories of a deleted project out of use. */
public final class Retirement {
    private static final Logger log = LoggerFactory.getLogger(Retirement.class);

    private final GitHub gitHub;
    private final Ledger ledger;
    private final ProjectTypes types;
    private final String organization;

    /**
     * @param organization login of the organization or user that owns the deploy repositories
     */
    public Retirement(GitHub gitHub, Ledger ledger, ProjectTypes types, String organization) {
        this.gitHub = gitHub;
        this.ledger = ledger;
        this.types = types;
        this.organization = organization;
    }

    /**
     * What becomes of a project's repositories: what its type says, else the setting. Those of a project that never came into being are
     * archived, unless people have worked on them.
     *
     * @param setting {@code keep} or {@code archive}
     * @return {@code keep} or {@code archive}
     */
    public String policy(ProjectDeleted project, String setting) {
        if (project.rolledBack()) {
            return "archive";
        }
        return ledger.request(project.subject())
                .map(request -> types.types().get(request.type()))
                .map(ProjectType::onDeletion)
                .map(deletion -> deletion.name().toLowerCase(Locale.ROOT))
                .orElse(setting);
    }

    /**
     * Removes all Actions secrets of the project's repositories and archives them; content, history and variables stay. May run again in
     * any state. A repository that is gone, or whose {@code .drover.yml} does not name this project, is left alone.
     */
    public CompletableFuture<Void> ensure(ProjectDeleted project) {
        Set<RepositoryName> names = new LinkedHashSet<>();
        if (!StackProject.isHome(project.domainId())) {
            names.add(ProjectNames.deployRepository(organization, project.domainId(), project.projectId()));
        }
        ledger.repositories(project.domainId(), project.projectId()).stream()
                .map(RepositoryOrigin::repository)
                .map(RepositoryName::parse)
                .forEach(names::add);
        return Unwrapped.of(CompletableFuture.allOf(
                names.stream().map(name -> retire(project, name)).toArray(CompletableFuture[]::new)));
    }

    private CompletableFuture<Void> retire(ProjectDeleted project, RepositoryName name) {
        return gitHub.repositories()
                .find(name)
                .thenCompose(found -> found.map(repository -> retire(project, repository))
                        .orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private CompletableFuture<Void> retire(ProjectDeleted project, Repository repository) {
        if (repository.archived()) {
            return CompletableFuture.completedFuture(null);
        }
        return gitHub.files().find(repository.name(), DroverFile.PATH).thenCompose(content -> {
            Optional<DroverFile> marker = content.flatMap(DroverFile::read);
            boolean ours = marker.filter(file -> file.domainId().equals(project.domainId())
                            && file.projectId().equals(project.projectId()))
                    .isPresent();
            if (!ours) {
                log.atInfo().log(
                        "Repository {} is left alone: its {} does not say that it is of project {}",
                        repository.name(),
                        DroverFile.PATH,
                        project.subject());
                return CompletableFuture.completedFuture(null);
            }
            return project.rolledBack() ? retireUntouched(project, repository) : retire(repository);
        });
    }

    private CompletableFuture<Void> retireUntouched(ProjectDeleted project, Repository repository) {
        return gitHub.commits()
                .newest(repository.name(), repository.defaultBranch())
                .thenCompose(commits -> {
                    boolean untouched =
                            commits.isEmpty() || commits.get(0).author().equals(DroverFile.AUTHOR);
                    if (!untouched) {
                        log.atInfo().log(
                                "Repository {} is left alone: people have worked on it, although project {} never came into being",
                                repository.name(),
                                project.subject());
                    }
                    return untouched ? retire(repository) : CompletableFuture.completedFuture(null);
                });
    }

    private CompletableFuture<Void> retire(Repository repository) {
        // An archived repository refuses every change, so the secrets go first.
        return gitHub.settings()
                .secretNames(repository.name())
                .thenCompose(secrets -> gitHub.settings().deleteSecrets(repository.name(), secrets))
                .thenCompose(done -> gitHub.repositories().ensureArchived(repository.name(), true))
                .thenAccept(archived -> {});
    }
}
