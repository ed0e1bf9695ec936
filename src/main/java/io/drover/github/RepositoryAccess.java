package io.drover.github;

import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Who may do what in a repository. A permission is {@code pull}, {@code triage}, {@code push}, {@code maintain}, {@code admin} or the name
 * of a role that the organization made.
 *
 * @see <a href="https://docs.github.com/en/rest/teams/teams#add-or-update-team-repository-permissions">Team permissions</a>
 * @see <a href="https://docs.github.com/en/rest/collaborators/collaborators#add-a-repository-collaborator">Collaborators</a>
 */
public final class RepositoryAccess {
    private final GitHubHttp http;
    private final Accounts accounts;

    public RepositoryAccess(GitHubHttp http) {
        this.http = http;
        this.accounts = new Accounts(http);
    }

    /**
     * Gives a team of the repository's organization this permission, whatever it had. Idempotent; fails with {@link Permanent} when the
     * organization has no such team.
     *
     * @param slug the team's name as in its address
     */
    public CompletableFuture<Void> ensureTeam(RepositoryName repository, String slug, String permission) {
        String owner = repository.owner();
        String path = "/orgs/%s/teams/%s/repos/%s".formatted(owner, Paths.segment(slug), repository);
        String what = "give team %s the permission %s on %s".formatted(Foreign.shown(slug), permission, repository);
        return put(what, path, permission, () -> accounts.teamId(owner, slug)).thenAccept(answer -> {});
    }

    /**
     * Gives a person this permission, whatever it was. May be repeated; fails with {@link Permanent} when there is no such user.
     *
     * @return true when GitHub sent an invitation, which the person has to accept first
     */
    public CompletableFuture<Boolean> ensureCollaborator(RepositoryName repository, String login, String permission) {
        String path = "/repos/%s/collaborators/%s".formatted(repository, Paths.segment(login));
        String what = "give user %s the permission %s on %s".formatted(Foreign.shown(login), permission, repository);
        return put(what, path, permission, () -> accounts.userId(login)).thenApply(answer -> answer.status() == 201);
    }

    /** Looks for the one who is named. */
    @FunctionalInterface
    private interface Search {
        CompletableFuture<Long> start();
    }

    /** GitHub's 404 does not say whether the repository is missing or the one who is named, so that one is looked for. */
    private CompletableFuture<Answer> put(String what, String path, String permission, Search named) {
        return http.exchange(what, "PUT", path, Map.of("permission", permission))
                .thenCompose(answer -> {
                    if (answer.ok()) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    CompletableFuture<Answer> refused = CompletableFuture.failedFuture(http.refused(what, answer));
                    return answer.status() == 404 ? named.start().thenCompose(found -> refused) : refused;
                });
    }
}
