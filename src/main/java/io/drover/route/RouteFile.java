package io.drover.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.failure.Foreign;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file of routes, read by the YAML library that Camel uses.
 *
 * @param location as findings name it: a path, or {@code classpath:routes/project-created.camel.yaml}
 * @param content an empty list when it could not be read
 * @param places where each value stands, by its JSON pointer
 * @param unreadable why it could not be read; empty when it could
 */
public record RouteFile(
        String location, JsonNode content, Map<String, Place> places, Optional<RouteFinding> unreadable) {
    public static final String ENDING = ".camel.yaml";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Deeper than any flow; a list that contains itself has no end. */
    private static final int DEEPEST = 200;

    /** Never fails: what cannot be read has a finding. */
    public static RouteFile of(String location, String yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(location).build();
        Map<String, Place> places = new HashMap<>();
        try {
            Optional<Node> root = new Compose(settings).composeString(yaml);
            root.ifPresent(node -> note(node, "", 0, places));
            Object content = new StandardConstructor(settings).constructSingleDocument(root);
            return content == null
                    ? unreadable(location, Place.WHOLE_FILE, "it is empty: write a route, or remove the file")
                    : new RouteFile(location, JSON.valueToTree(content), places, Optional.empty());
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(Place::of).orElse(Place.WHOLE_FILE);
            return unreadable(location, place, "it is no YAML: " + Foreign.oneLine(e.getProblem()));
        } catch (YamlEngineException e) {
            return unreadable(
                    location, Place.WHOLE_FILE, "it is no YAML: " + Foreign.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static RouteFile unreadable(String location, Place place, String problem) {
        var finding = new RouteFinding(RouteFinding.Severity.ERROR, location, place.line(), place.column(), problem);
        return new RouteFile(location, JsonNodeFactory.instance.arrayNode(), Map.of(), Optional.of(finding));
    }

    private static void note(Node node, String pointer, int depth, Map<String, Place> places) {
        if (depth > DEEPEST) {
            throw new YamlEngineException("it is nested too deeply");
        }
        node.getStartMark().ifPresent(mark -> places.putIfAbsent(pointer, Place.of(mark)));
        if (node instanceof SequenceNode list) {
            for (int i = 0; i < list.getValue().size(); i++) {
                note(list.getValue().get(i), pointer + "/" + i, depth + 1, places);
            }
        } else if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    String inner =
                            pointer + "/" + key.getValue().replace("~", "~0").replace("/", "~1");
                    key.getStartMark().ifPresent(mark -> places.put(inner, Place.of(mark)));
                    note(entry.getValueNode(), inner, depth + 1, places);
                }
            }
        }
    }

    /** What replaces another file has its name: {@code project-created.camel.yaml}. */
    public String name() {
        return location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
    }

    /** Whether it says what becomes of failures of routes, its own or others. */
    public boolean hasRouteConfiguration() {
        return entries().anyMatch(entry -> entry.has("routeConfiguration"));
    }

    /** Names of the beans that it makes. */
    Stream<String> beans() {
        return entries()
                .flatMap(entry -> StreamSupport.stream(entry.path("beans").spliterator(), false))
                .map(bean -> bean.path("name").asText());
    }

    /** Something wrong with a value of the file, by its JSON pointer. */
    public RouteFinding error(String pointer, String problem) {
        return RouteFinding.error(this, place(pointer), problem);
    }

    /** Of the value, or of the nearest that it stands in. */
    Place place(String pointer) {
        for (String at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            if (places.containsKey(at)) {
                return Objects.requireNonNull(places.get(at));
            }
        }
        return Place.WHOLE_FILE;
    }

    /** Routes, route configurations, and every step in them, from top to bottom. */
    List<RouteNode> nodes() {
        return RouteSchema.CAMEL.nodes(this);
    }

    /** Id of the first route or route configuration, empty when there is none. */
    String firstId() {
        return entries()
                .flatMap(entry -> Stream.of("route", "routeConfiguration")
                        .map(kind -> entry.path(kind).path("id")))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("");
    }

    private Stream<JsonNode> entries() {
        return StreamSupport.stream(content.spliterator(), false);
    }
}
