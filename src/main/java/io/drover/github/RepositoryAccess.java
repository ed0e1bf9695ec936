package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Who may do what in a repository. A permission is {@code pull}, {@code triage}, {@code push}, {@code maintain}, {@code admin} or the name
 * of a role that the organization made.
 *
 * @see <a href="https://docs.github.com/en/rest/teams/teams#add-or-update-team-repository-permissions">Team permissions</a>
 * @see <a href="https://docs.github.com/en/rest/collaborators/collaborators#add-a-repository-collaborator">Collaborators</a>
 */
public final class RepositoryAccess {
    /** Without it GitHub only says whether the team has any permission. */
    private static final String WITH_PERMISSIONS = "application/vnd.github.v3.repository+json";

    /** What GitHub calls its own permissions where it shows them. */
    private static final Map<String, String> ROLES =
            Map.of("pull", "read", "triage", "triage", "push", "write", "maintain", "maintain", "admin", "admin");

    private final GitHubHttp http;
    private final Accounts accounts;
    private final Pages pages;

    public RepositoryAccess(GitHubHttp http) {
        this.http = http;
        this.accounts = new Accounts(http);
        this.pages = new Pages(http);
    }

    /**
     * Gives a team of the repository's organization this permission, whatever it had; writes nothing when it has it, be it through its
     * parent team. Fails with {@link Permanent} when the organization has no such team.
     *
     * @param slug the team's name as in its address
     */
    public CompletableFuture<Void> ensureTeam(RepositoryName repository, String slug, String permission) {
        String owner = repository.owner();
        String path = "/orgs/%s/teams/%s/repos/%s".formatted(owner, Paths.segment(slug), repository);
        String what = "the permission %s of team %s on %s".formatted(permission, Foreign.shown(slug), repository);
        return http.find("read " + what, path, WITH_PERMISSIONS)
                .thenCompose(shown -> has(shown, permission)
                        ? CompletableFuture.completedFuture(null)
                        : put("set " + what, path, permission, () -> accounts.teamId(owner, slug))
                                .thenAccept(answer -> {}));
    }

    /**
     * Gives a person this permission, whatever it was; writes nothing when that is the highest one that the person has, or when an
     * invitation to it is open. Who has a higher one from elsewhere, as an organization's owner has, is given this one at each call: GitHub
     * shows only the highest. Fails with {@link Permanent} when there is no such user.
     *
     * @return true when the person has to accept an invitation first
     * @see <a href="https://docs.github.com/en/rest/collaborators/collaborators#get-repository-permissions-for-a-user">Permissions of a user</a>
     */
    public CompletableFuture<Boolean> ensureCollaborator(RepositoryName repository, String login, String permission) {
        String path = "/repos/%s/collaborators/%s".formatted(repository, Paths.segment(login));
        String what = "the permission %s of user %s on %s".formatted(permission, Foreign.shown(login), repository);
        return http.find("read " + what, path + "/permission").thenCompose(shown -> {
            if (has(shown, permission)) {
                return CompletableFuture.completedFuture(false);
            }
            return invited(repository, login, permission)
                    .thenCompose(invited -> invited
                            ? CompletableFuture.completedFuture(true)
                            : put("set " + what, path, permission, () -> accounts.userId(login))
                                    .thenApply(answer -> answer.status() == 201));
        });
    }

    private static boolean has(Optional<JsonNode> shown, String permission) {
        return shown.filter(one -> means(one.path("role_name"), permission)).isPresent();
    }

    private static boolean means(JsonNode role, String permission) {
        return role.asText().equals(ROLES.getOrDefault(permission, permission));
    }

    /** An invitation shows no role that the organization made, so any counts as one to it. */
    private CompletableFuture<Boolean> invited(RepositoryName repository, String login, String permission) {
        return pages.ofAbsent(
                        "list the invitations to " + repository, "/repos/%s/invitations".formatted(repository), "", 100)
                .thenApply(invitations -> invitations.stream()
                        .filter(invitation ->
                                invitation.at("/invitee/login").asText().equalsIgnoreCase(login)
                                        && !invitation.path("expired").asBoolean())
                        .anyMatch(invitation ->
                                !ROLES.containsKey(permission) || means(invitation.path("permissions"), permission)));
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
