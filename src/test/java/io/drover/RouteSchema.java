package io.drover;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.LogLevel;
import com.github.fge.jsonschema.core.report.ProcessingMessage;
import com.github.fge.jsonschema.main.JsonSchema;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The schema of Camel's YAML DSL (JSON schema, draft 4, in camel-yaml-dsl's JAR): what is valid, and what is a step. */
final class RouteSchema {
    static final RouteSchema CAMEL = read();

    /** They have an id and a description in the schema, but are parts of a step; no tool shows them on their own. */
    private static final Set<String> NO_STEPS = Set.of("onWhen", "inputType", "outputType");

    private final JsonNode schema;
    private final JsonSchema validator;

    private RouteSchema(JsonNode schema, JsonSchema validator) {
        this.schema = schema;
        this.validator = validator;
    }

    private static RouteSchema read() {
        try (InputStream file = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            JsonNode schema = new ObjectMapper().readTree(file);
            letPlaceholdersStandForNumbers(schema);
            return new RouteSchema(schema, JsonSchemaFactory.byDefault().getJsonSchema(schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ProcessingException e) {
            throw new IllegalStateException(e);
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

    List<String> findings(RouteFile file) {
        try {
            List<String> findings = new ArrayList<>();
            for (ProcessingMessage message : validator.validate(file.content(), true)) {
                if (message.getLogLevel().compareTo(LogLevel.ERROR) >= 0) {
                    findings.add(finding(file, message.asJson()));
                }
            }
            return findings;
        } catch (ProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String finding(RouteFile file, JsonNode message) {
        JsonPointer place =
                JsonPointer.compile(message.path("instance").path("pointer").asText());
        List<String> problems = new ArrayList<>();
        problems(message, problems);
        return "%s: '%s' (%s): %s; compare with the EIP's or the component's page of camel.apache.org"
                .formatted(file.name(), nearestId(file.content(), place), place, String.join("; ", problems));
    }

    /** An error of alternatives says nothing by itself; those of the alternatives do. */
    private static void problems(JsonNode message, List<String> problems) {
        boolean noPlaceholder = message.path("keyword").asText().equals("pattern");
        if (message.path("reports").isEmpty() && !noPlaceholder) {
            String problem = message.path("message").asText();
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
        }
        message.path("reports").forEach(report -> report.forEach(inner -> problems(inner, problems)));
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
        collect(file.name(), "file", file.content(), schema, "", nodes);
        return nodes;
    }

    /** @return whether there is a step in the value */
    private boolean collect(
            String file, String kind, JsonNode value, JsonNode type, String owner, List<RouteNode> nodes) {
        int before = nodes.size();
        if (value.isArray()) {
            JsonNode items = resolved(type).path("items");
            value.forEach(item -> collect(file, kind, item, items, owner, nodes));
            return nodes.size() > before;
        }
        Map<String, JsonNode> options = options(type);
        boolean step = options.containsKey("id") && options.containsKey("description") && !NO_STEPS.contains(kind);
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        if (step) {
            nodes.add(new RouteNode(file, kind, value, own, owner));
        }
        String inside = step ? value.path("id").asText(owner) : owner;
        value.properties().forEach(option -> {
            JsonNode optionType = options.get(option.getKey());
            if (optionType == null || !collect(file, option.getKey(), option.getValue(), optionType, inside, nodes)) {
                own.set(option.getKey(), option.getValue());
            }
        });
        return nodes.size() > before;
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
