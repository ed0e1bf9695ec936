package io.drover.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** YAML as JSON, with the short forms of CloudFormation written out: {@code !Ref x} is {@code {"Ref": "x"}}. */
final class Yaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Yaml() {}

    /** The documents of a file, in order. */
    static List<JsonNode> read(Path file) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            return StreamSupport.stream(
                            new Compose(settings)
                                    .composeAllFromString(Files.readString(file))
                                    .spliterator(),
                            false)
                    .map(Yaml::json)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JSON as text, as policies may stand in templates. */
    static JsonNode readJson(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + text, e);
        }
    }

    /** The node and everything in it, from top to bottom. */
    static Stream<JsonNode> all(JsonNode node) {
        return Stream.concat(Stream.of(node), elements(node).flatMap(Yaml::all));
    }

    /** The elements of a list, or the one value that stands where a list may; none when it is missing. */
    static Stream<JsonNode> list(JsonNode node) {
        return node.isMissingNode() ? Stream.empty() : node.isArray() ? elements(node) : Stream.of(node);
    }

    static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode json(Node node) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node);
        }
        String function = tag.substring(1);
        JsonNode argument = plain(node);
        return switch (function) {
            case "Ref", "Condition" -> JSON.objectNode().set(function, argument);
            case "GetAtt" -> JSON.objectNode().set("Fn::GetAtt", parts(argument.asText()));
            default -> JSON.objectNode().set("Fn::" + function, argument);
        };
    }

    private static ArrayNode parts(String attribute) {
        String[] parts = attribute.split("\\.", 2);
        return JSON.arrayNode().add(parts[0]).add(parts[1]);
    }

    private static JsonNode plain(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple entry : mapping.getValue()) {
                String key = ((ScalarNode) entry.getKeyNode()).getValue();
                if (object.has(key)) {
                    throw new IllegalArgumentException("'%s' stands twice %s".formatted(key, entry.getKeyNode()));
                }
                object.set(key, json(entry.getValueNode()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.getValue().forEach(element -> array.add(json(element)));
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private static JsonNode scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(node.getValue()));
        }
        if (tag.equals(Tag.INT)) {
            return JSON.numberNode(Long.parseLong(node.getValue()));
        }
        if (tag.equals(Tag.FLOAT)) {
            return JSON.numberNode(Double.parseDouble(node.getValue()));
        }
        return tag.equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(node.getValue());
    }
}
