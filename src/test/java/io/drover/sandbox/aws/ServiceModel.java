package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AWS's own description of a service, as published with botocore. */
final class ServiceModel {
    private final JsonNode root;

    ServiceModel(JsonNode root) {
        this.root = root;
    }

    /** Reads {@code contracts/aws/<name>.json}. */
    static ServiceModel named(String name) {
        String path = "/contracts/aws/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(ServiceModel.class.getResourceAsStream(path), path)) {
            return new ServiceModel(Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when absent. */
    String metadata(String key) {
        return root.path("metadata").path(key).asText("");
    }

    boolean queryCompatible() {
        return root.path("metadata").has("awsQueryCompatible");
    }

    List<String> operations() {
        List<String> names = new ArrayList<>();
        root.path("operations").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A missing node when there is no such operation. */
    JsonNode operation(String name) {
        return root.path("operations").path(name);
    }

    /** Null when the operation has no members on that side. */
    @Nullable
    String inputShape(String operation) {
        return Json.text(operation(operation).path("input"), "shape");
    }

    @Nullable
    String outputShape(String operation) {
        return Json.text(operation(operation).path("output"), "shape");
    }

    boolean declares(String operation, String error) {
        return operation(operation).path("errors").findValuesAsText("shape").contains(error);
    }

    /** A missing node when there is no such shape. */
    JsonNode shape(String name) {
        return root.path("shapes").path(name);
    }

    /** A value that came as text (in a path, a query, a form) as the type that the shape has; text when it is none. */
    JsonNode typed(String shape, String text) {
        return switch (shape(shape).path("type").asText()) {
            case "integer", "long" ->
                text.matches("-?\\d{1,18}") ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
            case "boolean" ->
                text.matches("true|false") ? BooleanNode.valueOf(Boolean.parseBoolean(text)) : TextNode.valueOf(text);
            default -> TextNode.valueOf(text);
        };
    }
}
