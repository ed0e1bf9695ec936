package io.drover.sandbox.github;

import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.function.Supplier;

/** Who is who: users, organizations, the token's own user. */
final class AccountOperations {
    private final Accounts accounts;
    private final AccountJson json;
    private final Supplier<Account> tokenUser;

    AccountOperations(Accounts accounts, AccountJson json, Supplier<Account> tokenUser) {
        this.accounts = accounts;
        this.json = json;
        this.tokenUser = tokenUser;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/user", "", this::self),
                Route.of("GET", "/users/{username}", "metadata=read", this::user),
                Route.of("GET", "/orgs/{org}", "metadata=read", this::organization));
    }

    private Response self(RestCall call) {
        return Answers.json(200, json.privateProfile(tokenUser.get()));
    }

    private Response user(RestCall call) {
        return accounts.find(call.variable("username"))
                .map(account -> Answers.json(200, json.publicProfile(account)))
                .orElseGet(Answers::notFound);
    }

    private Response organization(RestCall call) {
        return accounts.organization(call.variable("org"))
                .map(account -> Answers.json(200, json.organization(account)))
                .orElseGet(Answers::notFound);
    }
}
