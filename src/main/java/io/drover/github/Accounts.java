package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.concurrent.CompletableFuture;

/** Ids of people and teams, which GitHub wants instead of their names. */
final class Accounts {
    private final GitHubHttp http;

    Accounts(GitHubHttp http) {
        this.http = http;
    }

    /** Fails with {@link Permanent} when there is no such user; an organization is none. */
    CompletableFuture<Long> userId(String login) {
        return http.find("find user " + Foreign.shown(login), "/users/" + Paths.segment(login))
                .thenApply(found -> found.filter(
                                account -> !account.path("type").asText().equals("Organization"))
                        .map(Accounts::id)
                        .orElseThrow(() -> new Permanent(
                                "GitHub knows no user '%s': correct the login.".formatted(Foreign.shown(login)))));
    }

    /**
     * Fails with {@link Permanent} when the organization has no such team, or none that the token may see.
     *
     * @param slug the team's name as in its address
     */
    CompletableFuture<Long> teamId(String organization, String slug) {
        return http.find(
                        "find team %s of %s".formatted(Foreign.shown(slug), organization),
                        "/orgs/%s/teams/%s".formatted(organization, Paths.segment(slug)))
                .thenApply(found -> found.map(Accounts::id)
                        .orElseThrow(() -> new Permanent(
                                ("GitHub shows no team '%s' in organization '%s': correct the team's slug, or give the token"
                                                + " the permission members=read.")
                                        .formatted(Foreign.shown(slug), organization))));
    }

    private static long id(JsonNode account) {
        return account.path("id").asLong();
    }
}
