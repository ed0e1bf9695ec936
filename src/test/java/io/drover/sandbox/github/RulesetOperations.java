package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.http.Response;
import java.util.List;

/** Rulesets of a repository; the list shows no rules, as GitHub's does. */
final class RulesetOperations {
    private static final String RULESETS = "/repos/{owner}/{repo}/rulesets";
    private static final String ONE = RULESETS + "/{ruleset_id}";

    private final Urls urls;

    RulesetOperations(Urls urls) {
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", RULESETS, "metadata=read", this::list),
                Route.of("POST", RULESETS, "administration=write", RulesetOperations::create),
                Route.undescribed("GET", ONE, "metadata=read", RulesetOperations::get),
                Route.of("PUT", ONE, "administration=write", RulesetOperations::change));
    }

    private Response list(RestCall call) {
        List<ObjectNode> all = call.repository().rulesets().all();
        Page page = Page.of(call, 30, 100);
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        page.of(all)
                .forEach(ruleset ->
                        body.add(full(call, ruleset).without(List.of("rules", "conditions", "bypass_actors"))));
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private static Response create(RestCall call) {
        return call.repository()
                .rulesets()
                .add((ObjectNode) call.body())
                .map(ruleset -> Answers.json(201, full(call, ruleset)))
                .orElseGet(
                        () -> Answers.invalid("Validation Failed", "Ruleset", "name", "custom", "Name must be unique"));
    }

    private static Response get(RestCall call) {
        return call.repository()
                .rulesets()
                .find(id(call))
                .map(ruleset -> Answers.json(200, full(call, ruleset)))
                .orElseGet(Answers::notFound);
    }

    private static Response change(RestCall call) {
        return call.repository()
                .rulesets()
                .change(id(call), (ObjectNode) call.body())
                .map(ruleset -> Answers.json(200, full(call, ruleset)))
                .orElseGet(Answers::notFound);
    }

    private static long id(RestCall call) {
        return Long.parseLong(call.variable("ruleset_id"));
    }

    private static ObjectNode full(RestCall call, ObjectNode ruleset) {
        return ruleset.put("source_type", "Repository")
                .put("source", call.repository().fullName());
    }
}
