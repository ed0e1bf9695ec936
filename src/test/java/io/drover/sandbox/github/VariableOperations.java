package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.github.SettingsScope.Kind;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Actions variables in every scope. */
final class VariableOperations {
    private static final String LIST = "/variables";
    private static final String ONE = "/variables/{name}";

    private final List<SettingsScope> scopes;
    private final Urls urls;

    VariableOperations(List<SettingsScope> scopes, Urls urls) {
        this.scopes = scopes;
        this.urls = urls;
    }

    List<Route> routes() {
        return scopes.stream().flatMap(this::routes).toList();
    }

    private Stream<Route> routes(SettingsScope scope) {
        String read = scope.variables() + "=read";
        String write = scope.variables() + "=write";
        return Stream.of(
                scope.is(Kind.REPOSITORY)
                        ? scope.described("GET", LIST, read, this::list)
                        : scope.undescribed("GET", LIST, read, this::list),
                scope.described("POST", LIST, write, VariableOperations::create),
                scope.is(Kind.ORGANIZATION)
                        ? scope.undescribed("PATCH", ONE, write, VariableOperations::update)
                        : scope.described("PATCH", ONE, write, VariableOperations::update),
                scope.undescribed("GET", ONE, read, VariableOperations::get),
                scope.undescribed("DELETE", ONE, write, VariableOperations::delete));
    }

    private Response list(RestCall call, SettingsStore store) {
        List<NamedValue> all = store.variables().all();
        Page page = Page.of(call, 10, 30);
        ObjectNode body = Answers.object().put("total_count", all.size());
        ArrayNode variables = body.putArray("variables");
        page.of(all).forEach(variable -> variables.add(json(store, variable)));
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private static Response get(RestCall call, SettingsStore store) {
        return store.variables()
                .find(call.variable("name"))
                .map(variable -> Answers.json(200, json(store, variable)))
                .orElseGet(Answers::notFound);
    }

    private static Response create(RestCall call, SettingsStore store) {
        String name = call.text("name", "");
        if (!NamedValues.allows(name)) {
            return invalidName();
        }
        if (!store.variables().add(name, call.text("value", ""))) {
            return Refusals.variableExists();
        }
        if (call.body().has("visibility")) {
            store.variables().show(name, Audience.read(call.body()));
        }
        return Answers.json(201, Answers.object());
    }

    private static Response update(RestCall call, SettingsStore store) {
        NamedValues variables = store.variables();
        String name = call.variable("name");
        Optional<NamedValue> old = variables.find(name);
        if (old.isEmpty()) {
            return Answers.notFound();
        }
        String newName = call.text("name", name);
        if (!NamedValues.allows(newName)) {
            return invalidName();
        }
        if (!newName.equalsIgnoreCase(name) && variables.find(newName).isPresent()) {
            return Refusals.variableExists();
        }
        return variables.update(name, newName, call.text("value", old.get().value()))
                ? Response.empty(204)
                : Answers.notFound();
    }

    private static Response delete(RestCall call, SettingsStore store) {
        return store.variables().remove(call.variable("name")) ? Response.empty(204) : Answers.notFound();
    }

    private static Response invalidName() {
        return Answers.error(
                422,
                "Variable name can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_)."
                        + " Must not start with GITHUB_ or a number.");
    }

    private static ObjectNode json(SettingsStore store, NamedValue variable) {
        ObjectNode json = Answers.object()
                .put("name", variable.name())
                .put("value", variable.value())
                .put("created_at", variable.createdAt().toString())
                .put("updated_at", variable.updatedAt().toString());
        store.variables().audience(variable.name()).ifPresent(seen -> json.put("visibility", seen.visibility()));
        return json;
    }
}
