package io.drover.sandbox.github;

import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where secrets and variables can be: the operations are the same below another path.
 *
 * @param secrets the permission's name for secrets
 * @param variables the permission's name for variables
 * @param store what the path names; empty when it is not there
 */
record SettingsScope(
        Kind kind, String prefix, String secrets, String variables, Function<RestCall, Optional<SettingsStore>> store) {
    enum Kind {
        REPOSITORY,
        ENVIRONMENT,
        ORGANIZATION
    }

    /** Carries out an operation on the secrets and variables that the path names. */
    @FunctionalInterface
    interface Handler {
        Response handle(RestCall call, SettingsStore store);
    }

    static List<SettingsScope> all(Accounts accounts) {
        return List.of(
                new SettingsScope(
                        Kind.REPOSITORY,
                        "/repos/{owner}/{repo}/actions",
                        "secrets",
                        "actions_variables",
                        call -> Optional.of(call.repository().settings())),
                new SettingsScope(
                        Kind.ENVIRONMENT,
                        "/repos/{owner}/{repo}/environments/{environment_name}",
                        "environments",
                        "environments",
                        call -> call.repository()
                                .environments()
                                .find(call.variable("environment_name"))
                                .map(Environment::settings)),
                new SettingsScope(
                        Kind.ORGANIZATION,
                        "/orgs/{org}/actions",
                        "organization_secrets",
                        "organization_actions_variables",
                        call -> accounts.organization(call.variable("org"))
                                .map(owner -> owner.has().settings())));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    Route described(String method, String below, String permission, Handler handler) {
        return Route.of(method, prefix + below, permission, onStore(handler));
    }

    /** As {@link Route#undescribed}: the cuts have some operations for repositories only. */
    Route undescribed(String method, String below, String permission, Handler handler) {
        return Route.undescribed(method, prefix + below, permission, onStore(handler));
    }

    private Route.Handler onStore(Handler handler) {
        return call ->
                store.apply(call).map(found -> handler.handle(call, found)).orElseGet(Answers::notFound);
    }
}
