package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Accounts in GitHub's JSON. */
final class AccountJson {
    private final Urls urls;

    AccountJson(Urls urls) {
        this.urls = urls;
    }

    /** The short form, as owner of a repository or author of a commit. */
    ObjectNode simple(Account account) {
        String api = urls.api() + "/users/" + account.login();
        return Answers.object()
                .put("login", account.login())
                .put("id", account.id())
                .put("node_id", nodeId("User", account.id()))
                .put("avatar_url", urls.web() + "/avatars/u/" + account.id())
                .put("gravatar_id", "")
                .put("url", api)
                .put("html_url", urls.web() + "/" + account.login())
                .put("followers_url", api + "/followers")
                .put("following_url", api + "/following{/other_user}")
                .put("gists_url", api + "/gists{/gist_id}")
                .put("starred_url", api + "/starred{/owner}{/repo}")
                .put("subscriptions_url", api + "/subscriptions")
                .put("organizations_url", api + "/orgs")
                .put("repos_url", api + "/repos")
                .put("events_url", api + "/events{/privacy}")
                .put("received_events_url", api + "/received_events")
                .put("type", account.type())
                .put("user_view_type", "public")
                .put("site_admin", false);
    }

    /** As {@code GET /users/{username}} shows users and organizations alike. */
    ObjectNode publicProfile(Account account) {
        return simple(account)
                .put("name", account.login())
                .putNull("company")
                .put("blog", "")
                .putNull("location")
                .putNull("email")
                .putNull("hireable")
                .putNull("bio")
                .putNull("twitter_username")
                .put("public_repos", 0)
                .put("public_gists", 0)
                .put("followers", 0)
                .put("following", 0)
                .put("created_at", account.createdAt().toString())
                .put("updated_at", account.createdAt().toString());
    }

    /** As {@code GET /user} shows the token's own user. */
    ObjectNode privateProfile(Account account) {
        return publicProfile(account)
                .put("user_view_type", "private")
                .put("private_gists", 0)
                .put("total_private_repos", 0)
                .put("owned_private_repos", 0)
                .put("disk_usage", 0)
                .put("collaborators", 0)
                .put("two_factor_authentication", true);
    }

    ObjectNode organization(Account account) {
        String api = urls.api() + "/orgs/" + account.login();
        return Answers.object()
                .put("login", account.login())
                .put("id", account.id())
                .put("node_id", nodeId("Organization", account.id()))
                .put("url", api)
                .put("repos_url", api + "/repos")
                .put("events_url", api + "/events")
                .put("hooks_url", api + "/hooks")
                .put("issues_url", api + "/issues")
                .put("members_url", api + "/members{/member}")
                .put("public_members_url", api + "/public_members{/member}")
                .put("avatar_url", urls.web() + "/avatars/u/" + account.id())
                .putNull("description")
                .put("name", account.login())
                .put("html_url", urls.web() + "/" + account.login())
                .put("is_verified", false)
                .put("has_organization_projects", true)
                .put("has_repository_projects", true)
                .put("public_repos", 0)
                .put("public_gists", 0)
                .put("followers", 0)
                .put("following", 0)
                .put("type", account.type())
                .put("created_at", account.createdAt().toString())
                .put("updated_at", account.createdAt().toString())
                .putNull("archived_at");
    }

    static String nodeId(String type, long id) {
        return Base64.getEncoder().encodeToString(("0:" + type + id).getBytes(StandardCharsets.UTF_8));
    }
}
