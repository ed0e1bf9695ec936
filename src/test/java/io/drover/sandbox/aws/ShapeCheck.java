package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says how a value does not fit a shape: required, unknown and union members, types, enumerations, patterns, lengths.
 */
final class ShapeCheck {
    private final ServiceModel model;
    private final List<String> problems = new ArrayList<>();

    private ShapeCheck(ServiceModel model) {
        this.model = model;
    }

    /**
     * @param shape null for an operation without members on that side
     * @return one line a problem, with the place; empty when the value fits
     */
    static List<String> problems(ServiceModel model, @Nullable String shape, JsonNode value) {
        ShapeCheck check = new ShapeCheck(model);
        if (shape != null) {
            check.value(shape, value, "$");
        } else if (!value.isEmpty()) {
            check.problems.add("$: nothing was expected, got " + value);
        }
        return List.copyOf(check.problems);
    }

    private void value(String name, JsonNode value, String place) {
        JsonNode shape = model.shape(name);
        switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, value, place);
            case "list" -> list(shape, value, place);
            case "map" -> map(shape, value, place);
            case "string" -> string(shape, value, place);
            case "integer", "long" -> number(shape, value, place);
            case "boolean" -> expect(value.isBoolean(), place, "no boolean");
            case "timestamp" -> timestamp(shape, value, place);
            case "blob" -> expect(value.isTextual() && base64(value.asText()), place, "no base64 text");
            default -> problems.add(place + ": the model has no shape " + name);
        }
    }

    private void structure(JsonNode shape, JsonNode value, String place) {
        if (!value.isObject()) {
            problems.add(place + ": no object");
            return;
        }
        for (JsonNode required : shape.path("required")) {
            expect(value.has(required.asText()), place, "required member " + required.asText() + " is missing");
        }
        expect(!shape.path("union").asBoolean() || value.size() == 1, place, "a union has exactly one member");
        value.fieldNames().forEachRemaining(member -> {
            String memberShape = Json.text(shape.path("members").path(member), "shape");
            if (memberShape == null) {
                problems.add(place + ": unknown member " + member);
            } else {
                value(memberShape, value.path(member), place + "." + member);
            }
        });
    }

    private void list(JsonNode shape, JsonNode value, String place) {
        if (!value.isArray()) {
            problems.add(place + ": no list");
            return;
        }
        size(shape, value.size(), place, "items");
        for (int i = 0; i < value.size(); i++) {
            value(shape.path("member").path("shape").asText(), value.get(i), place + "[" + i + "]");
        }
    }

    private void map(JsonNode shape, JsonNode value, String place) {
        if (!value.isObject()) {
            problems.add(place + ": no map");
            return;
        }
        size(shape, value.size(), place, "entries");
        value.fieldNames().forEachRemaining(key -> {
            string(
                    model.shape(shape.path("key").path("shape").asText()),
                    Json.texts(List.of(key)).get(0),
                    place + " key");
            value(shape.path("value").path("shape").asText(), value.path(key), place + "." + key);
        });
    }

    private void string(JsonNode shape, JsonNode value, String place) {
        if (!value.isTextual()) {
            problems.add(place + ": no text");
            return;
        }
        String text = value.asText();
        String shown = shape.path("sensitive").asBoolean() ? "the value" : "'" + abbreviated(text) + "'";
        size(shape, text.codePointCount(0, text.length()), place, "characters");
        JsonNode allowed = shape.path("enum");
        boolean listed = Json.elements(allowed).contains(value);
        expect(allowed.isMissingNode() || listed, place, shown + " is none of " + allowed);
        String pattern = Json.text(shape, "pattern");
        expect(pattern == null || Pattern.matches(pattern, text), place, shown + " does not match " + pattern);
    }

    private void number(JsonNode shape, JsonNode value, String place) {
        if (!value.isIntegralNumber()) {
            problems.add(place + ": no whole number");
            return;
        }
        long number = value.asLong();
        expect(
                number >= shape.path("min").asLong(Long.MIN_VALUE),
                place,
                number + " is less than " + shape.path("min"));
        expect(
                number <= shape.path("max").asLong(Long.MAX_VALUE),
                place,
                number + " is more than " + shape.path("max"));
    }

    private void timestamp(JsonNode shape, JsonNode value, String place) {
        boolean iso =
                shape.path("timestampFormat").asText(model.metadata("protocol")).matches("iso8601|query");
        if (iso) {
            expect(value.isTextual() && instant(value.asText()), place, "no ISO 8601 time: " + value);
        } else {
            expect(value.isNumber(), place, "no time in seconds: " + value);
        }
    }

    private void size(JsonNode shape, int size, String place, String what) {
        expect(size >= shape.path("min").asInt(0), place, size + " " + what + ", at least " + shape.path("min"));
        expect(
                size <= shape.path("max").asInt(Integer.MAX_VALUE),
                place,
                size + " " + what + ", at most " + shape.path("max"));
    }

    private void expect(boolean fits, String place, String problem) {
        if (!fits) {
            problems.add(place + ": " + problem);
        }
    }

    private static String abbreviated(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static boolean base64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean instant(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
