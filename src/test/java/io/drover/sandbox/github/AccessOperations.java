package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Teams, and who may do what in a repository. */
final class AccessOperations {
    /** What GitHub calls its permissions where it shows them. */
    private static final Map<String, String> ROLES =
            Map.of("pull", "read", "triage", "triage", "push", "write", "maintain", "maintain", "admin", "admin");

    private static final Map<String, String> LEGACY =
            Map.of("none", "none", "write", "write", "maintain", "write", "admin", "admin");

    private static final String OF_TEAM = "/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}";
    private static final String OF_USER = "/repos/{owner}/{repo}/collaborators/{username}";

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
                Route.of("GET", OF_TEAM, "members=read", this::ofTeam),
                Route.of("PUT", OF_TEAM, "members=read; administration=write", this::addTeam),
                Route.of("GET", OF_USER + "/permission", "metadata=read", this::ofUser),
                Route.of("PUT", OF_USER, "administration=write", this::addCollaborator),
                Route.of("GET", "/repos/{owner}/{repo}/invitations", "administration=read", this::invitations));
    }

    private Response team(RestCall call) {
        Optional<Account> organization = accounts.organization(call.variable("org"));
        return organization
                .flatMap(owner -> owner.has().team(call.variable("team_slug")))
                .map(team -> Answers.json(200, new TeamJson(urls).full(organization.get(), team)))
                .orElseGet(Answers::notFound);
    }

    private Response ofTeam(RestCall call) {
        Repository repository = call.repository();
        String permission = repository.permissions().get("team/" + key(call.variable("team_slug")));
        if (permission == null) {
            return Answers.notFound();
        }
        if (!"application/vnd.github.v3.repository+json".equals(call.request().header("Accept"))) {
            return Response.empty(204);
        }
        ObjectNode json =
                repositoryJson.nested(repository).put("role_name", ROLES.getOrDefault(permission, permission));
        // GitHub's description of this form has no such field.
        return Answers.json(200, json.without("has_discussions"));
    }

    private Response addTeam(RestCall call) {
        Repository repository = call.repository();
        Optional<Team> team = accounts.organization(call.variable("org"))
                .flatMap(owner -> owner.has().team(call.variable("team_slug")));
        if (team.isEmpty()) {
            return Answers.notFound();
        }
        return allow(repository, "team/" + key(team.get().slug()), call.text("permission", "push"))
                .orElseGet(() -> Response.empty(204));
    }

    private Response ofUser(RestCall call) {
        Repository repository = call.repository();
        Optional<Account> user = user(call);
        if (user.isEmpty()) {
            return Answers.notFound();
        }
        String login = user.get().login();
        String permission = repository.invitations().containsKey(login)
                ? "none"
                : repository.permissions().getOrDefault("user/" + key(login), "none");
        String role = ROLES.getOrDefault(permission, permission);
        ObjectNode json = Answers.object()
                .put("permission", LEGACY.getOrDefault(role, "read"))
                .put("role_name", role);
        json.set("user", accountJson.simple(user.get()).put("role_name", role));
        return Answers.json(200, json);
    }

    private Response invitations(RestCall call) {
        List<ObjectNode> all = List.copyOf(call.repository().invitations().values());
        Page page = Page.of(call, 30, 100);
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        page.of(all).forEach(entries::add);
        return page.link(Answers.json(200, entries), urls, all.size());
    }

    private Optional<Account> user(RestCall call) {
        return accounts.find(call.variable("username")).filter(found -> !found.organization());
    }

    private Response addCollaborator(RestCall call) {
        Repository repository = call.repository();
        Optional<Account> user = user(call);
        if (user.isEmpty()) {
            return Answers.notFound();
        }
        String permission = call.text("permission", "push");
        String login = user.get().login();
        String who = "user/" + key(login);
        boolean accepted = repository.permissions().containsKey(who)
                && !repository.invitations().containsKey(login);
        boolean there = accepted || repository.owner().has().hasMember(login);
        return allow(repository, who, permission)
                .orElseGet(() ->
                        there ? Response.empty(204) : Answers.json(201, invite(repository, user.get(), permission)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private ObjectNode invite(Repository repository, Account user, String permission) {
        ObjectNode invitation = invitation(repository, user, permission);
        repository.invitations().put(user.login(), invitation);
        return invitation;
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
                .put("permissions", ROLES.getOrDefault(permission, "read"))
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
