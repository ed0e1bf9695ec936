package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Optional;

/** Actions variables of a repository. */
final class VariableOperations {
    private static final String VARIABLES = "/repos/{owner}/{repo}/actions/variables";

    private final Urls urls;

    VariableOperations(Urls urls) {
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", VARIABLES, "actions_variables=read", this::list),
                Route.of("POST", VARIABLES, "actions_variables=write", this::create),
                Route.of("PATCH", VARIABLES + "/{name}", "actions_variables=write", this::update),
                Route.undescribed("GET", VARIABLES + "/{name}", "actions_variables=read", this::get),
                Route.undescribed("DELETE", VARIABLES + "/{name}", "actions_variables=write", this::delete));
    }

    private Response list(RestCall call) {
        List<NamedValue> all = call.repository().variables().all();
        Page page = Page.of(call, 10, 30);
        ObjectNode body = Answers.object().put("total_count", all.size());
        ArrayNode variables = body.putArray("variables");
        page.of(all).forEach(variable -> variables.add(json(variable)));
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private Response get(RestCall call) {
        return call.repository()
                .variables()
                .find(call.variable("name"))
                .map(variable -> Answers.json(200, json(variable)))
                .orElseGet(Answers::notFound);
    }

    private Response create(RestCall call) {
        String name = call.text("name", "");
        if (!NamedValues.allows(name)) {
            return invalidName();
        }
        return call.repository().variables().add(name, call.text("value", ""))
                ? Answers.json(201, Answers.object())
                : Answers.error(409, "Already exists - Variable already exists");
    }

    private Response update(RestCall call) {
        NamedValues variables = call.repository().variables();
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
            return Answers.error(409, "Already exists - Variable already exists");
        }
        return variables.update(name, newName, call.text("value", old.get().value()))
                ? Response.empty(204)
                : Answers.notFound();
    }

    private Response delete(RestCall call) {
        return call.repository().variables().remove(call.variable("name")) ? Response.empty(204) : Answers.notFound();
    }

    private static Response invalidName() {
        return Answers.error(
                422,
                "Variable name can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_)."
                        + " Must not start with GITHUB_ or a number.");
    }

    private static ObjectNode json(NamedValue variable) {
        return Answers.object()
                .put("name", variable.name())
                .put("value", variable.value())
                .put("created_at", variable.createdAt().toString())
                .put("updated_at", variable.updatedAt().toString());
    }
}
