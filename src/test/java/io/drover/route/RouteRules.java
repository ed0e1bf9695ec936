package io.drover.route;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the routes that Drover ships are written, besides being right. Each rule returns what is against it: place, step and what to do. */
public final class RouteRules {
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MOST_WORDS = 4;
    private static final String ERROR_HANDLING = "error-handling" + RouteFile.ENDING;
    private static final Set<String> ERROR_HANDLERS = Set.of("onException", "doTry");

    private RouteRules() {}

    public static List<String> fileNames(List<RouteFile> files) {
        return files.stream()
                .filter(file -> !file.name().equals(file.firstId() + RouteFile.ENDING))
                .map(file -> "%s: its first route is '%s': give file and route the same name"
                        .formatted(file.name(), file.firstId()))
                .toList();
    }

    public static List<String> ids(List<RouteFile> files) {
        return RouteCheck.nodes(files)
                .filter(node -> !KEBAB_CASE.matcher(node.id()).matches())
                .map(node -> node.error(
                        node.id().isEmpty() ? "give it an id" : "write its id in small letters, words joined by '-'"))
                .map(RouteFinding::toString)
                .toList();
    }

    public static List<String> descriptions(List<RouteFile> files) {
        return RouteCheck.nodes(files)
                .filter(node -> {
                    String description = node.text("description").strip();
                    return description.isEmpty() || description.split("\\s+").length > MOST_WORDS;
                })
                .map(node -> node.error("describe it in at most %d words; more goes into 'note'%s"
                        .formatted(
                                MOST_WORDS,
                                node.text("description").isEmpty() ? "" : ", not '" + node.text("description") + "'")))
                .map(RouteFinding::toString)
                .toList();
    }

    public static List<String> queryStrings(List<RouteFile> files) {
        return RouteCheck.endpointsOf(files)
                .filter(RouteEndpoint::hasQuery)
                .map(endpoint -> endpoint.step()
                        .error("put what follows '?' in '%s' under 'parameters' (of a direct: route for an enrich)"
                                .formatted(endpoint.uri())))
                .map(RouteFinding::toString)
                .toList();
    }

    public static List<String> errorHandling(List<RouteFile> files) {
        return RouteCheck.nodes(files)
                .filter(node -> ERROR_HANDLERS.contains(node.kind()))
                .filter(node -> !node.file().name().equals(ERROR_HANDLING))
                .map(node -> node.error("errors are handled in %s only: move it there".formatted(ERROR_HANDLING)))
                .map(RouteFinding::toString)
                .toList();
    }

    /** @param pattern value of camel.main.routes-include-pattern */
    public static List<String> startedFiles(List<RouteFile> files, String pattern) {
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

    /** Of beans, in steps and in expressions. */
    public static Set<String> methods(List<RouteFile> files) {
        return RouteCheck.nodes(files)
                .flatMap(RouteCheck::calls)
                .map(call -> call.path("method").asText().replaceFirst("\\(.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that start from {@code direct:}. */
    public static Set<String> subRoutes(List<RouteFile> files) {
        return RouteCheck.endpointsOf(files)
                .filter(endpoint -> !endpoint.isCalled())
                .flatMap(endpoint -> endpoint.direct().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Of exchanges, that steps set. */
    public static Set<String> properties(List<RouteFile> files) {
        return RouteCheck.nodes(files)
                .filter(node -> node.kind().equals("setProperty"))
                .map(node -> node.text("name"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
