package io.drover.route;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The schema of Camel's YAML DSL (JSON schema, draft 4, in camel-yaml-dsl's JAR): what is valid, and what is a step. */
final class RouteSchema {
    static final RouteSchema CAMEL = read();

    /** They have an id and a description in the schema, but are parts of a step; no tool shows them on their own. */
    private static final Set<String> NO_STEPS = Set.of("onWhen", "inputType", "outputType");

    /** Alternatives none of which fits: what is wrong with each is told by itself. A pattern is a placeholder's. */
    private static final Set<String> SAYING_NOTHING = Set.of("oneOf", "anyOf", "pattern");

    private static final String NO_SHORT_FORM = "object found, string expected";

    private final JsonNode schema;
    private final Schema validator;

    private RouteSchema(JsonNode schema, Schema validator) {
        this.schema = schema;
        this.validator = validator;
    }

    private static RouteSchema read() {
        try (InputStream file = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonNode schema = new ObjectMapper().readTree(file);
            letPlaceholdersStandForNumbers(schema);
            return new RouteSchema(
                    schema,
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                            .getSchema(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Camel replaces {@code {{key}}} before it reads numbers and booleans; its schema does not know. */
    private static void letPlaceholdersStandForNumbers(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && Set.of("number", "integer", "boolean")
                        .contains(object.path("type").asText())) {
            String type = object.path("type").asText();
            object.removeAll();
            var either = object.putArray("anyOf");
            either.addObject().put("type", type);
            either.addObject().put("type", "string").put("pattern", "^\\{\\{[^{}]+\\}\\}$");
        } else {
            schema.forEach(RouteSchema::letPlaceholdersStandForNumbers);
        }
    }

    /** One for each place. */
    List<RouteFinding> findings(RouteFile file) {
        Map<String, Set<String>> problems = new LinkedHashMap<>();
        for (Error error : validator.validate(file.content())) {
            if (!SAYING_NOTHING.contains(error.getKeyword())) {
                boolean unknown = error.getKeyword().equals("additionalProperties");
                String place = error.getInstanceLocation() + (unknown ? "/" + error.getProperty() : "");
                problems.computeIfAbsent(place, at -> new LinkedHashSet<>()).add(problem(error));
            }
        }
        // A step may be a text for short, which says nothing when something is wrong with its long form.
        List<String> places = List.copyOf(problems.keySet());
        problems.forEach((place, texts) -> {
            if (texts.size() > 1 || places.stream().anyMatch(other -> other.startsWith(place + "/"))) {
                texts.remove(NO_SHORT_FORM);
            }
        });
        problems.values().removeIf(Set::isEmpty);
        return problems.entrySet().stream()
                .map(place -> finding(file, place.getKey(), place.getValue()))
                .toList();
    }

    private static String problem(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "'%s' is not known here".formatted(error.getProperty());
            case "required" -> "'%s' is missing".formatted(error.getProperty());
            default -> error.getMessage();
        };
    }

    private static RouteFinding finding(RouteFile file, String place, Set<String> problems) {
        return RouteFinding.error(
                file,
                file.place(place),
                "'%s': %s; see the EIP's or the component's page of camel.apache.org"
                        .formatted(nearestId(file.content(), JsonPointer.compile(place)), String.join("; ", problems)));
    }

    private static String nearestId(JsonNode content, JsonPointer place) {
        String nearest = "";
        JsonNode node = content;
        for (JsonPointer rest = place; rest != null && !rest.matches(); rest = rest.tail()) {
            node = rest.mayMatchElement() && node.isArray()
                    ? node.path(rest.getMatchingIndex())
                    : node.path(rest.getMatchingProperty());
            nearest = node.path("id").asText(nearest);
        }
        return nearest;
    }

    List<RouteNode> nodes(RouteFile file) {
        List<RouteNode> nodes = new ArrayList<>();
        collect(
                new RouteNode(file, "", "file", file.content(), JsonNodeFactory.instance.objectNode(), ""),
                schema,
                nodes);
        return nodes;
    }

    /**
     * @param candidate a step, or a part of one
     * @return whether there is a step in it
     */
    private boolean collect(RouteNode candidate, JsonNode type, List<RouteNode> nodes) {
        int before = nodes.size();
        JsonNode value = candidate.value();
        if (value.isArray()) {
            JsonNode items = resolved(type).path("items");
            for (int i = 0; i < value.size(); i++) {
                collect(part(candidate, "/" + i, candidate.kind(), value.get(i), candidate.owner()), items, nodes);
            }
            return nodes.size() > before;
        }
        Map<String, JsonNode> options = options(type);
        boolean step =
                options.containsKey("id") && options.containsKey("description") && !NO_STEPS.contains(candidate.kind());
        if (step) {
            nodes.add(candidate);
        }
        String inside = step ? value.path("id").asText(candidate.owner()) : candidate.owner();
        value.properties().forEach(option -> {
            String name = option.getKey();
            RouteNode part = part(candidate, "/" + name, name, option.getValue(), inside);
            JsonNode optionType = options.get(name);
            if (optionType == null || !collect(part, optionType, nodes)) {
                candidate.own().set(name, option.getValue());
            }
        });
        return nodes.size() > before;
    }

    private static RouteNode part(RouteNode whole, String pointer, String kind, JsonNode value, String owner) {
        return new RouteNode(
                whole.file(), whole.pointer() + pointer, kind, value, JsonNodeFactory.instance.objectNode(), owner);
    }

    private Map<String, JsonNode> options(JsonNode type) {
        Map<String, JsonNode> options = new HashMap<>();
        JsonNode resolved = resolved(type);
        for (String combination : List.of("oneOf", "anyOf", "allOf")) {
            resolved.path(combination).forEach(alternative -> options.putAll(options(alternative)));
        }
        resolved.path("properties").properties().forEach(option -> options.put(option.getKey(), option.getValue()));
        return options;
    }

    private JsonNode resolved(JsonNode type) {
        String reference = type.path("$ref").asText();
        return reference.isEmpty() ? type : Objects.requireNonNull(schema.at(reference.substring(1)));
    }
}
