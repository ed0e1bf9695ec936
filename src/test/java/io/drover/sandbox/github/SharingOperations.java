package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which repositories see the secrets and variables of an organization that are for selected ones. */
final class SharingOperations {
    private static final String SECRET = "/orgs/{org}/actions/secrets/{secret_name}/repositories";
    private static final String VARIABLE = "/orgs/{org}/actions/variables/{name}/repositories";

    private final Accounts accounts;
    private final Repositories repositories;
    private final Urls urls;

    SharingOperations(Accounts accounts, Repositories repositories, Urls urls) {
        this.accounts = accounts;
        this.repositories = repositories;
        this.urls = urls;
    }

    List<Route> routes() {
        String one = "/{repository_id}";
        return List.of(
                Route.undescribed("GET", SECRET, "organization_secrets=read", call -> list(call, "secret_name")),
                Route.of(
                        "PUT",
                        SECRET + one,
                        "organization_secrets=write",
                        call -> share(call, "secret_name", SettingsStore::secrets)),
                Route.of(
                        "PUT",
                        VARIABLE + one,
                        "organization_actions_variables=write",
                        call -> share(call, "name", SettingsStore::variables)));
    }

    private Response list(RestCall call, String variable) {
        Optional<Audience> audience = accounts.organization(call.variable("org"))
                .flatMap(owner -> owner.has().settings().secrets().audience(call.variable(variable)));
        if (audience.isEmpty()) {
            return Answers.notFound();
        }
        List<Long> ids = audience.get().repositories().stream().sorted().toList();
        Page page = Page.of(call, 30, 100);
        ObjectNode body = Answers.object().put("total_count", ids.size());
        ArrayNode entries = body.putArray("repositories");
        page.of(ids).forEach(id -> entries.addObject().put("id", id));
        return page.link(Answers.json(200, body), urls, ids.size());
    }

    private Response share(RestCall call, String variable, Function<SettingsStore, NamedValues> which) {
        String name = call.variable(variable);
        long repository = Long.parseLong(call.variable("repository_id"));
        Optional<NamedValues> values = accounts.organization(call.variable("org"))
                .map(owner -> which.apply(owner.has().settings()));
        Optional<Audience> audience = values.flatMap(found -> found.audience(name));
        if (audience.isEmpty() || repositories.find(repository).isEmpty()) {
            return Answers.notFound();
        }
        if (!audience.get().selects()) {
            return Answers.error(
                    409, "You cannot update selected repositories when the visibility is not set to 'selected'");
        }
        values.get().show(name, audience.get().with(repository));
        return Response.empty(204);
    }
}
