package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Teams in GitHub's JSON. */
final class TeamJson {
    private final Urls urls;

    TeamJson(Urls urls) {
        this.urls = urls;
    }

    ObjectNode full(Account organization, Team team) {
        String api = "%s/organizations/%d/team/%d".formatted(urls.api(), organization.id(), team.id());
        return Answers.object()
                .put("id", team.id())
                .put("node_id", AccountJson.nodeId("Team", team.id()))
                .put("name", team.slug())
                .put("slug", team.slug())
                .putNull("description")
                .put("privacy", "closed")
                .put("notification_setting", "notifications_enabled")
                .put("permission", "pull")
                .put("type", "organization")
                .put("organization_id", organization.id())
                .put("url", api)
                .put("html_url", "%s/orgs/%s/teams/%s".formatted(urls.web(), organization.login(), team.slug()))
                .put("members_url", api + "/members{/member}")
                .put("repositories_url", api + "/repos")
                .putNull("parent");
    }
}
