package io.drover.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of manifests with its {@code kustomization.yaml}: as much of Kustomize as these folders use, for machines without it.
 *
 * @param content of {@code kustomization.yaml}
 */
record Kustomization(Path folder, JsonNode content) {
    static final Path ROOT = Path.of("k8s");

    static Kustomization in(String folder) {
        Path path = ROOT.resolve(folder).normalize();
        return new Kustomization(
                path, Yaml.read(path.resolve("kustomization.yaml")).get(0));
    }

    /** The files that it names, folders not among them. */
    List<Path> files() {
        return Stream.of(content.path("resources"), content.path("patches"), content.path("configMapGenerator"))
                .flatMap(Yaml::elements)
                .flatMap(entry -> entry.isTextual()
                        ? Stream.of(entry)
                        : Stream.concat(Yaml.list(entry.path("path")), Yaml.list(entry.path("envs"))))
                .map(name -> folder.resolve(name.asText()).normalize())
                .filter(file -> !Files.isDirectory(file))
                .toList();
    }

    /** The manifests, those of the bases first, after all patches. */
    List<JsonNode> manifests() {
        List<JsonNode> manifests = new ArrayList<>();
        for (JsonNode resource : content.path("resources")) {
            Path file = folder.resolve(resource.asText()).normalize();
            manifests.addAll(
                    Files.isDirectory(file)
                            ? in(ROOT.relativize(file).toString()).manifests()
                            : Yaml.read(file));
        }
        for (JsonNode patch : content.path("patches")) {
            JsonNode change =
                    Yaml.read(folder.resolve(patch.path("path").asText())).get(0);
            JsonNode target = manifests.stream()
                    .filter(manifest -> id(manifest).equals(id(change)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Nothing to patch: " + id(change)));
            merge(target, change);
        }
        return manifests;
    }

    /** {@code apps/v1 Deployment drover}. */
    static String id(JsonNode manifest) {
        return "%s %s %s"
                .formatted(
                        manifest.path("apiVersion").asText(),
                        manifest.path("kind").asText(),
                        manifest.at("/metadata/name").asText());
    }

    /** The variables in its files of settings. */
    Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        files().stream()
                .filter(file -> file.toString().endsWith(".env"))
                .forEach(file -> lines(file).stream()
                        .map(line -> line.split("=", 2))
                        .forEach(line -> settings.put(line[0], line[1])));
        return settings;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A strategic merge: lists of named things are merged by name, other lists are replaced. */
    private static void merge(JsonNode target, JsonNode change) {
        for (String name : Yaml.names(change)) {
            JsonNode old = target.path(name);
            JsonNode changed = change.path(name);
            if (old.isObject() && changed.isObject()) {
                merge(old, changed);
            } else if (old instanceof ArrayNode list && changed.path(0).has("name")) {
                changed.forEach(item -> mergeItem(list, item));
            } else {
                ((ObjectNode) target).set(name, changed);
            }
        }
    }

    private static void mergeItem(ArrayNode list, JsonNode item) {
        Yaml.elements(list)
                .filter(old -> old.path("name").equals(item.path("name")))
                .findFirst()
                .ifPresentOrElse(old -> merge(old, item), () -> list.add(item));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
