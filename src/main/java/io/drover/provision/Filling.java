package io.drover.provision;

import io.drover.failure.Permanent;
import io.drover.github.ActionsSettings;
import io.drover.github.ActionsSettings.PublicKey;
import io.drover.github.EnvironmentProtection;
import io.drover.github.GitHub;
import io.drover.github.NewRepository;
import io.drover.github.Repository;
import io.drover.github.RepositoryName;
import io.drover.ledger.RepositoryOrigin;
import io.drover.project.Project;
import io.drover.provision.RepositoryPlan.Access;
import io.drover.template.DroverFile;
import io.drover.template.RemoteBranch;
import io.drover.template.TemplateContent;
import io.drover.template.TemplateContent.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One repository being filled: secrets and variables that are absent first, then the template in one commit, so that the first workflow
 * run sees everything. Reads what is there at once and in parallel; writes nothing when all is there. Nothing here waits in a thread but
 * for one request of git.
 */
final class Filling {
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final RepositoryContent parts;
    private final GitHub gitHub;
    private final Project project;
    private final RepositoryPlan plan;
    private final ActionsSettings settings;

    private final CompletableFuture<TemplateContent> template;
    private CompletableFuture<Set<String>> secretNames = CompletableFuture.completedFuture(Set.of());
    private CompletableFuture<PublicKey> publicKey = notAsked();
    private CompletableFuture<RemoteBranch> branch = notAsked();

    /**
     * @param gitHub that of the parts, in the turn of the project
     */
    Filling(RepositoryContent parts, GitHub gitHub, Project project, RepositoryPlan plan) {
        this.parts = parts;
        this.gitHub = gitHub;
        this.project = project;
        this.plan = plan;
        this.settings = gitHub.settings();
        this.template = CompletableFuture.supplyAsync(
                () -> parts.templates().content(Objects.requireNonNull(plan.template())), parts.blocking());
    }

    private static <T> CompletableFuture<T> notAsked() {
        return CompletableFuture.failedFuture(new IllegalStateException("GitHub was not asked for it"));
    }

    GitHub gitHub() {
        return gitHub;
    }

    CompletableFuture<TemplateContent> template() {
        return template;
    }

    /** Asks for everything that can be known before it is known whether the repository is there. */
    void look(RepositoryName name) {
        if (!plan.secrets().isEmpty()) {
            secretNames = settings.secretNames(name);
        }
        lookAtNew(name);
    }

    /** As {@link #look}, without asking for what a repository just made cannot have. */
    void lookAtNew(RepositoryName name) {
        if (!plan.secrets().isEmpty()) {
            publicKey = settings.publicKey(name);
        }
        branch = CompletableFuture.supplyAsync(() -> RemoteBranch.open(parts.git(), name), parts.blocking());
    }

    /** Whether the default branch has no commit. */
    CompletableFuture<Boolean> isEmpty(Repository repository) {
        return branch.thenApply(heads -> !heads.exists(repository.defaultBranch()));
    }

    /**
     * The marker in the repository's default branch; empty when the branch or the marker is not there.
     *
     * @throws Permanent when the repository is archived
     */
    CompletableFuture<Optional<DroverFile>> marker(Repository repository) {
        // Before git is asked: it does not even open an archived repository, and does not say why.
        if (repository.archived()) {
            throw new Permanent("Repository %s is archived, so nothing can be written to it: unarchive it and retry."
                    .formatted(repository.name()));
        }
        return isEmpty(repository)
                .thenCompose(empty -> empty
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : gitHub.files()
                                .find(repository.name(), DroverFile.PATH)
                                .thenApply(found -> found.flatMap(DroverFile::read)));
    }

    /**
     * @param marker what {@link #marker} found; its project has been checked
     */
    CompletableFuture<Void> fill(Repository repository, Optional<DroverFile> marker) {
        if (marker.isPresent()) {
            return setSettings(repository.name(), false)
                    .thenCompose(done -> ensurePeople(repository.name()))
                    .thenCompose(done -> ensureEnvironments(repository.name(), Set.of()))
                    .thenRunAsync(() -> remember(repository, marker.get().origin()), parts.blocking())
                    .thenCompose(done -> ensureAppearance(repository.name()));
        }
        // Asked before anything is written: a project without a template gets no half-made repository.
        return template.thenCompose(content -> setSettings(repository.name(), true)
                .thenCompose(done -> ensurePeople(repository.name()))
                .thenCompose(done -> ensureEnvironments(repository.name(), content.environments()))
                .thenCompose(done -> branch)
                .thenAcceptAsync(
                        heads -> {
                            var file = new DroverFile(project.domainId(), project.id(), plan.role(), content.origin());
                            heads.seed(
                                    repository.defaultBranch(),
                                    content,
                                    file,
                                    plan.settings(),
                                    parts.clock().instant());
                            remember(repository, content.origin());
                        },
                        parts.blocking())
                .thenCompose(done -> ensureAppearance(repository.name())));
    }

    /** Creates the repository; empty when it is there already. */
    CompletableFuture<Optional<Repository>> create() {
        return gitHub.repositories()
                .create(plan.name(), new NewRepository(plan.description(), plan.visibility(), Map.of()));
    }

    /** For a repository that Drover writes nothing to. */
    void rememberOnly(Repository repository) {
        remember(repository, new Origin("", "", "", ""));
    }

    /**
     * @param named by workflows
     */
    private CompletableFuture<Void> ensureEnvironments(RepositoryName repository, Set<String> named) {
        Map<String, EnvironmentProtection> wanted = plan.environments();
        return wanted == null || (wanted.isEmpty() && named.isEmpty())
                ? NOTHING
                : new RepositoryEnvironments(gitHub)
                        .ensure(repository, wanted, named)
                        .thenAcceptAsync(missing -> parts.tell(project, missing), parts.blocking());
    }

    /** Before the environments: GitHub takes only reviewers who may read the repository. */
    private CompletableFuture<Void> ensurePeople(RepositoryName repository) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        plan.access()
                .teams()
                .forEach((team, permission) -> all.add(gitHub.access().ensureTeam(repository, team, permission)));
        plan.access()
                .collaborators()
                .forEach((login, permission) ->
                        all.add(gitHub.access().ensureCollaborator(repository, login, permission)));
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** After the first content, which a ruleset would hold back. */
    private CompletableFuture<Void> ensureAppearance(RepositoryName repository) {
        Access access = plan.access();
        List<CompletableFuture<?>> all = new ArrayList<>();
        if (!access.topics().isEmpty()) {
            all.add(gitHub.repositories().ensureTopics(repository, access.topics()));
        }
        if (!access.properties().isEmpty()) {
            all.add(gitHub.repositories().ensureCustomProperties(repository, access.properties()));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenCompose(done ->
                        access.ruleset() == null ? NOTHING : gitHub.rulesets().ensure(repository, access.ruleset()));
    }

    private void remember(Repository repository, Origin origin) {
        parts.ledger()
                .remember(new RepositoryOrigin(
                        repository.name().toString(),
                        plan.role(),
                        project.domainId(),
                        project.id(),
                        origin.repository(),
                        origin.branch(),
                        origin.folder(),
                        origin.commit(),
                        origin.tree()));
    }

    /**
     * @param unfilled whether the repository has no marker
     */
    private CompletableFuture<Void> setSettings(RepositoryName repository, boolean unfilled) {
        return secretNames.thenCompose(present -> {
            Map<String, String> missing = new LinkedHashMap<>(plan.secrets());
            missing.keySet().removeAll(present);
            // Probably no variable is there either: creating it saves the question, and keeps one that is there.
            boolean first = unfilled && missing.size() == plan.secrets().size();
            // Both to their end, so that a retry never meets a request that is still under way.
            return CompletableFuture.allOf(
                    setSecrets(repository, missing), setVariables(repository, plan.variables(), first));
        });
    }

    private CompletableFuture<Void> setSecrets(RepositoryName repository, Map<String, String> missing) {
        return missing.isEmpty()
                ? NOTHING
                : publicKey.thenCompose(key -> settings.putSecrets(repository, key, missing));
    }

    private CompletableFuture<Void> setVariables(RepositoryName repository, Map<String, String> wanted, boolean first) {
        if (wanted.isEmpty()) {
            return NOTHING;
        }
        CompletableFuture<Set<String>> present =
                first ? CompletableFuture.completedFuture(Set.of()) : settings.variableNames(repository);
        return present.thenCompose(names -> CompletableFuture.allOf(wanted.entrySet().stream()
                .filter(variable -> !names.contains(variable.getKey()))
                .map(variable -> settings.createVariable(repository, variable.getKey(), variable.getValue()))
                .toArray(CompletableFuture[]::new)));
    }
}
