package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a GitHub App does as itself, by JWT: find its installations, make tokens for them. */
final class AppOperations {
    private final Apps apps;
    private final JwtCheck jwt;
    private final AccountJson accounts;
    private final Urls urls;

    AppOperations(Apps apps, JwtCheck jwt, AccountJson accounts, Urls urls) {
        this.apps = apps;
        this.jwt = jwt;
        this.accounts = accounts;
        this.urls = urls;
    }

    List<Route> routes() {
        String installation = "/app/installations/{installation_id}";
        return List.of(
                Route.byApp("GET", "/orgs/{org}/installation", true, this::ofOrganization),
                Route.byApp("GET", installation, false, this::get),
                Route.byApp("POST", installation + "/access_tokens", true, this::createToken));
    }

    private Response ofOrganization(RestCall call) {
        return jwt.asApp(call.request(), app -> found(apps.findOn(app, call.variable("org"))));
    }

    private Response get(RestCall call) {
        return jwt.asApp(call.request(), app -> found(apps.find(app, call.variable("installation_id"))));
    }

    private Response found(Optional<Installation> installation) {
        return installation.map(found -> Answers.json(200, json(found))).orElseGet(Answers::notFound);
    }

    private Response createToken(RestCall call) {
        return jwt.asApp(
                call.request(),
                app -> apps.find(app, call.variable("installation_id"))
                        .map(this::createToken)
                        .orElseGet(Answers::notFound));
    }

    private Response createToken(Installation installation) {
        if (installation.suspendedAt() != null) {
            return Answers.error(403, "This installation has been suspended");
        }
        Apps.Made made = apps.createToken(installation);
        ObjectNode body = Answers.object()
                .put("token", made.token())
                .put("expires_at", made.expiresAt().toString())
                .put("repository_selection", selection(installation));
        body.set("permissions", permissions(installation));
        return Answers.json(201, body);
    }

    private ObjectNode json(Installation installation) {
        RegisteredApp app = installation.app();
        Account account = installation.account();
        String api = urls.api() + "/app/installations/" + installation.id();
        Instant suspended = installation.suspendedAt();
        ObjectNode json = Answers.object()
                .put("id", installation.id())
                .put("client_id", app.clientId())
                .put("repository_selection", selection(installation))
                .put("access_tokens_url", api + "/access_tokens")
                .put("repositories_url", urls.api() + "/installation/repositories")
                .put(
                        "html_url",
                        urls.web() + "/organizations/" + account.login() + "/settings/installations/"
                                + installation.id())
                .put("app_id", app.id())
                .put("app_slug", app.slug())
                .put("target_id", account.id())
                .put("target_type", account.type())
                .putNull("single_file_name")
                .put("created_at", installation.createdAt().toString())
                .put("updated_at", installation.createdAt().toString())
                .put("suspended_at", suspended == null ? null : suspended.toString());
        json.set("account", accounts.simple(account));
        json.set("suspended_by", suspended == null ? null : accounts.simple(account));
        json.set("permissions", permissions(installation));
        json.putArray("events");
        return json;
    }

    private static String selection(Installation installation) {
        return installation.selected() ? "selected" : "all";
    }

    private static ObjectNode permissions(Installation installation) {
        ObjectNode permissions = Answers.object();
        installation.permissions().forEach(permissions::put);
        return permissions;
    }
}
