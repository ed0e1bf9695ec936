package io.drover.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds in files of routes what Camel would refuse at the start, and what would fail only when a message comes. */
public final class RouteCheck {
    /** Options that name a bean. */
    private static final Set<String> REFERENCES = Set.of(
            "idempotentRepository",
            "aggregationStrategy",
            "onExceptionOccurredRef",
            "onRedeliveryRef",
            "redeliveryPolicyRef",
            "objectMapper",
            "executorService");

    private final Placeholders placeholders;
    private final BoundBeans beans;

    public RouteCheck(Placeholders placeholders, BoundBeans beans) {
        this.placeholders = placeholders;
        this.beans = beans;
    }

    /**
     * @param files all that are to run together, since they call each other
     * @return by file and line; empty when all is right
     */
    public List<RouteFinding> findings(List<RouteFile> files) {
        return Stream.of(
                        files.stream()
                                .flatMap(file -> file.unreadable().stream())
                                .toList(),
                        schema(files),
                        ids(files),
                        endpoints(files),
                        beans(files),
                        references(files),
                        placeholders(files),
                        calls(files))
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(RouteFinding::file)
                        .thenComparing(RouteFinding::line)
                        .thenComparing(RouteFinding::column))
                .toList();
    }

    static List<RouteFinding> schema(List<RouteFile> files) {
        return files.stream()
                .filter(file -> file.unreadable().isEmpty())
                .flatMap(file -> RouteSchema.CAMEL.findings(file).stream())
                .toList();
    }

    /** Camel wants them unique among all routes and steps. */
    static List<RouteFinding> ids(List<RouteFile> files) {
        Map<String, RouteNode> seen = new HashMap<>();
        List<RouteFinding> findings = new ArrayList<>();
        nodes(files).filter(node -> !node.id().isEmpty()).forEach(node -> {
            RouteNode other = seen.putIfAbsent(node.id(), node);
            if (other != null) {
                findings.add(node.error(
                        "id",
                        "its id is taken in %s: give it another"
                                .formatted(other.file().name())));
            }
        });
        return findings;
    }

    List<RouteFinding> endpoints(List<RouteFile> files) {
        return endpointsOf(files)
                .flatMap(endpoint -> endpoint
                        .problem(placeholders)
                        .map(problem -> endpoint.step()
                                .error("%s; see camel.apache.org/components for '%s'"
                                        .formatted(problem, endpoint.uri())))
                        .stream())
                .toList();
    }

    /** Steps that call a bean, and expressions that call a bean: {@code method: {ref: …, method: …}}. */
    List<RouteFinding> beans(List<RouteFile> files) {
        Set<String> made = made(files);
        return nodes(files)
                .flatMap(node -> calls(node).flatMap(call -> {
                    String name = call.path("ref").asText();
                    boolean ours = !made.contains(name) && !isMadeByCamel(name) && !call.has("beanType");
                    return ours
                            ? beans
                                    .problem(name, call.path("method").asText())
                                    .map(problem -> node.error(beans.has(name) ? "method" : "ref", problem))
                                    .stream()
                            : Stream.empty();
                }))
                .toList();
    }

    /** Calls of beans. */
    static Stream<JsonNode> calls(RouteNode node) {
        return node.kind().equals("bean")
                ? Stream.of(node.own())
                : Stream.of(
                                node.own().path("method"),
                                node.own().path("expression").path("method"))
                        .filter(JsonNode::isObject);
    }

    List<RouteFinding> references(List<RouteFile> files) {
        Set<String> made = made(files);
        return nodes(files)
                .flatMap(node -> references(node.own())
                        .filter(name -> !beans.has(name) && !made.contains(name) && !isMadeByCamel(name))
                        .map(name -> node.error(beans.missing(name))))
                .toList();
    }

    private static Stream<String> references(JsonNode options) {
        return options.properties().stream().flatMap(option -> {
            String value = option.getValue().asText();
            if (REFERENCES.contains(option.getKey())) {
                return Stream.of(value.replaceFirst("^#(bean:)?(?!class:|type:)", ""));
            }
            return value.matches("#(bean:)?[A-Za-z0-9]+")
                    ? Stream.of(value.replaceFirst("^#(bean:)?", ""))
                    : references(option.getValue());
        });
    }

    private static Set<String> made(List<RouteFile> files) {
        return files.stream().flatMap(RouteFile::beans).collect(Collectors.toSet());
    }

    /** {@code #class:…} and {@code #type:…}; what a placeholder stands for is not known before the start. */
    private static boolean isMadeByCamel(String name) {
        return name.startsWith("#") || name.contains("{{");
    }

    List<RouteFinding> placeholders(List<RouteFile> files) {
        return nodes(files)
                .flatMap(node -> {
                    String text = node.own().toString();
                    return Stream.concat(
                            placeholders.unknown(text).stream()
                                    .map(key -> node.error(
                                            "there is no setting '%s': see the settings in README.md".formatted(key))),
                            placeholders.foreign(text).stream()
                                    .map(key -> node.hint("set '%s' where Drover runs, or give it a default: {{%s:…}}"
                                            .formatted(key, key))));
                })
                .toList();
    }

    static List<RouteFinding> calls(List<RouteFile> files) {
        Set<String> there = endpointsOf(files)
                .filter(endpoint -> !endpoint.isCalled())
                .flatMap(endpoint -> endpoint.direct().stream())
                .collect(Collectors.toSet());
        return endpointsOf(files)
                .filter(RouteEndpoint::isCalled)
                .flatMap(endpoint -> endpoint
                        .direct()
                        .filter(name -> !there.contains(name))
                        .map(name -> endpoint.step()
                                .error("no route starts from direct:%s: take one of %s"
                                        .formatted(name, new TreeSet<>(there))))
                        .stream())
                .toList();
    }

    static Stream<RouteNode> nodes(List<RouteFile> files) {
        return files.stream().flatMap(file -> file.nodes().stream());
    }

    static Stream<RouteEndpoint> endpointsOf(List<RouteFile> files) {
        return nodes(files).flatMap(node -> RouteEndpoint.of(node).stream());
    }
}
