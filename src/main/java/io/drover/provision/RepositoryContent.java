package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.github.ActionsSettings;
import io.drover.github.ActionsSettings.PublicKey;
import io.drover.github.Await;
import io.drover.github.Files;
import io.drover.github.Repository;
import io.drover.github.RepositoryName;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import io.drover.project.Project;
import io.drover.template.DroverFile;
import io.drover.template.GitRemote;
import io.drover.template.RemoteBranch;
import io.drover.template.TemplateContent;
import io.drover.template.TemplateContent.Origin;
import io.drover.template.Templates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Fills a repository: secrets and variables that are absent first, then the template in one commit, so that the first workflow run sees
 * everything. Reads what is there at once and in parallel; writes nothing when all is there.
 */
public final class RepositoryContent {
    private final ActionsSettings settings;
    private final Files files;
    private final Templates templates;
    private final GitRemote git;
    private final Ledger ledger;
    private final Executor blocking;
    private final Clock clock;

    /**
     * @param blocking runs git's blocking requests beside those to the REST API
     */
    public RepositoryContent(
            ActionsSettings settings,
            Files files,
            Templates templates,
            GitRemote git,
            Ledger ledger,
            Executor blocking,
            Clock clock) {
        this.settings = settings;
        this.files = files;
        this.templates = templates;
        this.git = git;
        this.ledger = ledger;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** What was asked of GitHub before it is known whether the repository is there. */
    record Look(
            CompletableFuture<Set<String>> secretNames,
            CompletableFuture<PublicKey> publicKey,
            CompletableFuture<RemoteBranch> branch) {}

    CompletableFuture<TemplateContent> template(Project project, RepositoryPlan plan) {
        return CompletableFuture.supplyAsync(
                () -> templates.content(project.workspace().profile(), plan.role()), blocking);
    }

    Look look(RepositoryName name) {
        return new Look(settings.secretNames(name), settings.publicKey(name), open(name));
    }

    /** As {@link #look}, without asking for what a repository just made cannot have. */
    Look lookAtNew(RepositoryName name) {
        return new Look(CompletableFuture.completedFuture(Set.of()), settings.publicKey(name), open(name));
    }

    private CompletableFuture<RemoteBranch> open(RepositoryName name) {
        return CompletableFuture.supplyAsync(() -> RemoteBranch.open(git, name), blocking);
    }

    /** The marker in the repository's default branch; empty when the branch or the marker is not there. */
    Optional<DroverFile> marker(Repository repository, Look look) {
        return Await.answer(look.branch()).exists(repository.defaultBranch())
                ? Await.answer(files.find(repository.name(), DroverFile.PATH)).flatMap(DroverFile::read)
                : Optional.empty();
    }

    /**
     * @param marker what {@link #marker} found; its project has been checked
     */
    void fill(
            Project project,
            RepositoryPlan plan,
            Repository repository,
            Look look,
            Optional<DroverFile> marker,
            CompletableFuture<TemplateContent> template) {
        if (repository.archived()) {
            throw new Permanent("Repository %s is archived, so nothing can be written to it: unarchive it and retry."
                    .formatted(repository.name()));
        }
        // Asked before anything is written: a project without a template gets no half-made repository.
        Origin origin = marker.map(DroverFile::origin)
                .orElseGet(() -> Await.answer(template).origin());
        setSettings(plan, repository.name(), look);
        if (marker.isEmpty()) {
            var file = new DroverFile(project.domainId(), project.id(), plan.role(), origin);
            Await.answer(look.branch()).seed(repository.defaultBranch(), Await.answer(template), file, clock.instant());
        }
        ledger.remember(new RepositoryOrigin(
                repository.name().toString(),
                plan.role(),
                project.domainId(),
                project.id(),
                origin.repository(),
                origin.branch(),
                origin.folder(),
                origin.commit()));
    }

    private void setSettings(RepositoryPlan plan, RepositoryName repository, Look look) {
        Set<String> present = Await.answer(look.secretNames());
        Map<String, String> missing = new LinkedHashMap<>(plan.secrets());
        missing.keySet().removeAll(present);
        List<CompletableFuture<Void>> writes = new ArrayList<>();
        if (!missing.isEmpty()) {
            writes.add(settings.putSecrets(repository, Await.answer(look.publicKey()), missing));
        }
        boolean first = missing.size() == plan.secrets().size();
        Set<String> variables =
                first || plan.variables().isEmpty() ? Set.of() : Await.answer(settings.variableNames(repository));
        plan.variables().forEach((name, value) -> {
            if (!variables.contains(name)) {
                writes.add(settings.createVariable(repository, name, value));
            }
        });
        Await.answer(CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new)));
    }
}
