package io.drover.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CloudFormation template of this project.
 *
 * @param name of its file, without {@code .yaml}; {@code products/train} in the folder of SageMaker Projects
 * @param content with the short forms written out
 */
record Template(String name, JsonNode content) {
    static final Path FOLDER = Path.of("infra/cloudformation");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]*)}");

    static Template named(String name) {
        return new Template(name, Yaml.read(FOLDER.resolve(name + ".yaml")).get(0));
    }

    /** Those of the project, by name. */
    static List<Template> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.map(file -> FOLDER.relativize(file).toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .sorted()
                    .map(file -> named(file.replace(".yaml", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that SageMaker Projects are made from, by name. */
    static List<Template> products() {
        return all().stream()
                .filter(template -> template.name().startsWith("products/"))
                .toList();
    }

    JsonNode part(String name) {
        return content.path(name);
    }

    JsonNode resource(String id) {
        return part("Resources").path(id);
    }

    /** Logical ids, in order. */
    List<String> resources(String type) {
        return Yaml.names(part("Resources")).stream()
                .filter(id -> resource(id).path("Type").asText().equals(type))
                .toList();
    }

    /** Everything that Ref, GetAtt and Sub name but AWS's own: parameters and resources. */
    Set<String> references() {
        return Yaml.all(content).flatMap(Template::references).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> references(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.path("Ref").asText("").lines().forEach(names::add);
        names.add(node.path("Fn::GetAtt").path(0).asText(""));
        JsonNode text = node.path("Fn::Sub");
        Set<String> own = text.isArray() ? Set.copyOf(Yaml.names(text.path(1))) : Set.of();
        VARIABLE.matcher(text.isArray() ? text.path(0).asText() : text.asText(""))
                .results()
                .map(found -> found.group(1).replaceFirst("\\..*", ""))
                .filter(name -> !own.contains(name))
                .forEach(names::add);
        Yaml.list(node.path("DependsOn")).map(JsonNode::asText).forEach(names::add);
        return names.stream().filter(name -> !name.isEmpty() && !name.startsWith("AWS::"));
    }

    /** Every condition that something hangs on. */
    Set<String> conditionsInUse() {
        return Yaml.all(content)
                .flatMap(node ->
                        Stream.of(node.path("Condition"), node.path("Fn::If").path(0)))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The statements of all policies: of roles, queues, buckets; those that a condition may leave out are among them. */
    List<Statement> statements() {
        return Yaml.names(part("Resources")).stream()
                .flatMap(id -> Yaml.all(resource(id))
                        .flatMap(Template::policyText)
                        .filter(node -> node.has("Effect"))
                        .map(node -> new Statement(name + ".yaml " + id, node)))
                .toList();
    }

    /** A policy may stand as text. */
    private static Stream<JsonNode> policyText(JsonNode node) {
        String text = node.path("Fn::Sub").asText("").strip();
        // Two braces are a dynamic reference.
        return text.startsWith("{") && !text.startsWith("{{") ? Yaml.all(Yaml.readJson(text)) : Stream.of(node);
    }

    @Override
    public String toString() {
        return name;
    }
}
