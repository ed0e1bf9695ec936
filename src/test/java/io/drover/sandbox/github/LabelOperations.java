package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.sandbox.http.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What repositories are found by: topics and custom properties. */
final class LabelOperations {
    private static final String PROPERTIES = "/repos/{owner}/{repo}/properties/values";

    List<Route> routes() {
        return List.of(
                Route.of("PUT", "/repos/{owner}/{repo}/topics", "administration=write", LabelOperations::topics),
                Route.of("GET", PROPERTIES, "metadata=read", LabelOperations::properties),
                Route.of("PATCH", PROPERTIES, "custom_properties=write", LabelOperations::setProperties));
    }

    private static Response topics(RestCall call) {
        List<String> names = new ArrayList<>();
        call.body().path("names").forEach(name -> names.add(name.asText().toLowerCase(Locale.ROOT)));
        if (names.size() > 20 || !names.stream().allMatch(name -> name.matches("[a-z0-9][a-z0-9-]{0,49}"))) {
            return Answers.error(422, "Validation Failed");
        }
        call.repository().topics(names);
        var body = Answers.object();
        names.forEach(body.putArray("names")::add);
        return Answers.json(200, body);
    }

    private static Response properties(RestCall call) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        call.repository()
                .customProperties()
                .forEach((name, value) ->
                        values.addObject().put("property_name", name).set("value", value));
        return Answers.json(200, values);
    }

    private static Response setProperties(RestCall call) {
        Map<String, JsonNode> values = new HashMap<>();
        call.body()
                .path("properties")
                .forEach(property -> values.put(property.path("property_name").asText(), property.path("value")));
        Repository repository = call.repository();
        Optional<Response> refusal = unexpected(repository.owner(), values);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        set(repository, values);
        return Response.empty(204);
    }

    /** Null takes a value away. */
    static void set(Repository repository, Map<String, JsonNode> values) {
        values.forEach((name, value) ->
                repository.customProperties().compute(name, (key, old) -> value.isNull() ? null : value));
    }

    /** The refusal of a property that the organization did not define. */
    static Optional<Response> unexpected(Account owner, Map<String, JsonNode> values) {
        return values.keySet().stream()
                .filter(name -> !owner.has().customProperties().contains(name))
                .findFirst()
                .map(name -> Answers.error(422, "Unexpected property '" + name + "'"));
    }
}
