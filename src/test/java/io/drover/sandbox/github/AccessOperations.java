package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Teams, and who may do what in a repository. */
final class AccessOperations {
    /** What an invitation calls them. */
    private static final Map<String, String> INVITATIONS = Map.of("pull", "read", "push", "write");

    private final AtomicLong invitationIds = new AtomicLong(280_000_000);
    private final Accounts accounts;
    private final AccountJson accountJson;
    private final RepositoryJson repositoryJson;
    private final Urls urls;

    AccessOperations(Accounts accounts, AccountJson accountJson, RepositoryJson repositoryJson, Urls urls) {
        this.accounts = accounts;
        this.accountJson = accountJson;
        this.repositoryJson = repositoryJson;
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.undescribed("GET", "/orgs/{org}/teams/{team_slug}", "members=read", this::team),
                Route.of(
                        "PUT",
                        "/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}",
                        "members=read; administration=write",
                        this::addTeam),
                Route.of(
                        "PUT",
                        "/repos/{owner}/{repo}/collaborators/{username}",
                        "administration=write",
                        this::addCollaborator));
    }

    private Response team(RestCall call) {
        Optional<Account> organization = accounts.organization(call.variable("org"));
        return organization
                .flatMap(owner -> owner.has().team(call.variable("team_slug")))
                .map(team -> Answers.json(200, new TeamJson(urls).full(organization.get(), team)))
                .orElseGet(Answers::notFound);
    }

    private Response addTeam(RestCall call) {
        Repository repository = call.repository();
        Optional<Team> team = accounts.organization(call.variable("org"))
                .flatMap(owner -> owner.has().team(call.variable("team_slug")));
        if (team.isEmpty()) {
            return Answers.notFound();
        }
        return allow(repository, "team/" + team.get().slug(), call.text("permission", "push"))
                .orElseGet(() -> Response.empty(204));
    }

    private Response addCollaborator(RestCall call) {
        Repository repository = call.repository();
        Optional<Account> user = accounts.find(call.variable("username")).filter(found -> !found.organization());
        if (user.isEmpty()) {
            return Answers.notFound();
        }
        String permission = call.text("permission", "push");
        String who = "user/" + user.get().login().toLowerCase(Locale.ROOT);
        return allow(repository, who, permission)
                .orElseGet(() -> repository.owner().has().hasMember(user.get().login())
                        ? Response.empty(204)
                        : Answers.json(201, invitation(repository, user.get(), permission)));
    }

    /** The refusal, if there is one. */
    private static Optional<Response> allow(Repository repository, String who, String permission) {
        if (!repository.owner().has().roles().contains(permission)) {
            return Optional.of(Answers.invalid(
                    "Validation Failed", "Repository", "permission", "invalid", "There is no such role"));
        }
        repository.permissions().put(who, permission);
        return Optional.empty();
    }

    private ObjectNode invitation(Repository repository, Account user, String permission) {
        long id = invitationIds.incrementAndGet();
        ObjectNode json = Answers.object()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("RepositoryInvitation", id))
                .put("permissions", INVITATIONS.getOrDefault(permission, permission))
                .put("created_at", repository.updatedAt().toString())
                .put("expired", false)
                .put("url", urls.api() + "/user/repository_invitations/" + id)
                .put("html_url", urls.web(repository) + "/invitations");
        json.set("repository", repositoryJson.full(repository).without("organization"));
        json.set("invitee", accountJson.simple(user));
        json.set("inviter", accountJson.simple(repository.owner()));
        return json;
    }
}
