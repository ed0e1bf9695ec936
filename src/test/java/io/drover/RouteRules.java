package io.drover;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How Drover's routes are written. Each rule returns what is against it: file, step and what to do. */
final class RouteRules {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MOST_WORDS = 4;
    private static final String ERROR_HANDLING = "error-handling" + RouteFile.ENDING;
    private static final Set<String> ERROR_HANDLERS = Set.of("onException", "doTry");

    /** Options that name a bean. */
    private static final Set<String> REFERENCES = Set.of(
            "idempotentRepository",
            "aggregationStrategy",
            "onExceptionOccurredRef",
            "onRedeliveryRef",
            "redeliveryPolicyRef",
            "objectMapper",
            "executorService");

    private RouteRules() {}

    static List<String> schema(List<RouteFile> files) {
        return files.stream()
                .flatMap(file -> RouteSchema.CAMEL.findings(file).stream())
                .toList();
    }

    static List<String> fileNames(List<RouteFile> files) {
        return files.stream()
                .filter(file -> !file.name().equals(file.firstId() + RouteFile.ENDING))
                .map(file -> "%s: its first route is '%s': give file and route the same name"
                        .formatted(file.name(), file.firstId()))
                .toList();
    }

    static List<String> ids(List<RouteFile> files) {
        Map<String, RouteNode> seen = new HashMap<>();
        List<String> findings = new ArrayList<>();
        nodes(files).forEach(node -> {
            if (!KEBAB_CASE.matcher(node.id()).matches()) {
                findings.add(node.finding(
                        node.id().isEmpty() ? "give it an id" : "write its id in small letters, words joined by '-'"));
                return;
            }
            RouteNode other = seen.putIfAbsent(node.id(), node);
            if (other != null) {
                findings.add(node.finding("its id is taken in %s: give it another".formatted(other.file())));
            }
        });
        return findings;
    }

    static List<String> descriptions(List<RouteFile> files) {
        return nodes(files)
                .filter(node -> {
                    String description = node.text("description").strip();
                    return description.isEmpty() || description.split("\\s+").length > MOST_WORDS;
                })
                .map(node -> node.finding("describe it in at most %d words; more goes into 'note'%s"
                        .formatted(
                                MOST_WORDS,
                                node.text("description").isEmpty() ? "" : ", not '" + node.text("description") + "'")))
                .toList();
    }

    static List<String> queryStrings(List<RouteFile> files) {
        return endpoints(files)
                .filter(RouteEndpoint::hasQuery)
                .map(endpoint -> endpoint.step()
                        .finding("put what follows '?' in '%s' under 'parameters' (of a direct: route for an enrich)"
                                .formatted(endpoint.uri())))
                .toList();
    }

    static List<String> endpoints(List<RouteFile> files, Placeholders placeholders) {
        return endpoints(files)
                .flatMap(endpoint -> endpoint
                        .problem(placeholders)
                        .map(problem -> endpoint.step()
                                .finding("%s; see camel.apache.org/components for '%s'"
                                        .formatted(problem, endpoint.uri())))
                        .stream())
                .toList();
    }

    /** Steps that call a bean, and expressions that call a bean: {@code method: {ref: …, method: …}}. */
    static List<String> beans(List<RouteFile> files, BoundBeans beans) {
        return nodes(files)
                .flatMap(node -> calls(node)
                        .flatMap(
                                call -> beans
                                        .problem(
                                                call.path("ref").asText(),
                                                call.path("method").asText())
                                        .stream())
                        .map(node::finding))
                .toList();
    }

    private static Stream<JsonNode> calls(RouteNode node) {
        return node.kind().equals("bean")
                ? Stream.of(node.own())
                : Stream.of(
                                node.own().path("method"),
                                node.own().path("expression").path("method"))
                        .filter(JsonNode::isObject);
    }

    static List<String> references(List<RouteFile> files, BoundBeans beans) {
        return nodes(files)
                .flatMap(node -> references(node.own())
                        .filter(name -> !beans.has(name))
                        .map(name ->
                                node.finding("no bean '%s': bind it in Beans or correct the name".formatted(name))))
                .toList();
    }

    private static Stream<String> references(JsonNode options) {
        return options.properties().stream().flatMap(option -> {
            String value = option.getValue().asText();
            if (REFERENCES.contains(option.getKey())) {
                return Stream.of(value.replaceFirst("^#(bean:)?", ""));
            }
            return value.matches("#(bean:)?[A-Za-z0-9]+")
                    ? Stream.of(value.replaceFirst("^#(bean:)?", ""))
                    : references(option.getValue());
        });
    }

    static List<String> placeholders(List<RouteFile> files, Placeholders placeholders) {
        return nodes(files)
                .flatMap(node -> placeholders.unknown(node.own().toString()).stream()
                        .map(key -> node.finding("no setting '%s': add it to application.properties".formatted(key))))
                .toList();
    }

    static List<String> calls(List<RouteFile> files) {
        Set<String> there = endpoints(files)
                .filter(endpoint -> !endpoint.isCalled())
                .flatMap(endpoint -> endpoint.direct().stream())
                .collect(Collectors.toSet());
        return endpoints(files)
                .filter(RouteEndpoint::isCalled)
                .flatMap(endpoint -> endpoint
                        .direct()
                        .filter(name -> !there.contains(name))
                        .map(name -> endpoint.step()
                                .finding("no route starts from direct:%s: take one of %s"
                                        .formatted(name, new TreeSet<>(there))))
                        .stream())
                .toList();
    }

    static List<String> errorHandling(List<RouteFile> files) {
        return nodes(files)
                .filter(node -> ERROR_HANDLERS.contains(node.kind()))
                .filter(node -> !node.file().equals(ERROR_HANDLING))
                .map(node -> node.finding("errors are handled in %s only: move it there".formatted(ERROR_HANDLING)))
                .toList();
    }

    /** @param pattern value of camel.main.routes-include-pattern */
    static List<String> startedFiles(List<RouteFile> files, String pattern) {
        Set<String> listed = Stream.of(pattern.split(",", -1))
                .map(entry -> entry.strip().replaceFirst("^classpath:routes/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = files.stream().map(RouteFile::name).collect(Collectors.toCollection(TreeSet::new));
        Function<String, String> missing = name -> name + ": add it to camel.main.routes-include-pattern";
        Function<String, String> gone = name ->
                name + ": camel.main.routes-include-pattern names it, src/main/resources/routes has no such file";
        return Stream.concat(
                        there.stream().filter(name -> !listed.contains(name)).map(missing),
                        listed.stream().filter(name -> !there.contains(name)).map(gone))
                .toList();
    }

    private static Stream<RouteNode> nodes(List<RouteFile> files) {
        return files.stream().flatMap(file -> file.nodes().stream());
    }

    private static Stream<RouteEndpoint> endpoints(List<RouteFile> files) {
        return nodes(files).flatMap(node -> RouteEndpoint.of(node).stream());
    }
}
