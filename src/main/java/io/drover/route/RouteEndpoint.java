package io.drover.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.failure.Foreign;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;

/**
 * A static endpoint in a route; a dynamic one ({@code toD} with <code>${…}</code>) is none.
 *
 * @param parameters empty when there are none
 */
record RouteEndpoint(RouteNode step, String uri, JsonNode parameters) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("\\d+(ms|s|m|h|d)");
    private static final Set<String> BY_EXPRESSION = Set.of("enrich", "pollEnrich");
    private static final Set<String> CONSUMERS = Set.of("from", "poll", "pollEnrich");

    /** Of Camel 4.18.0; it knows camel-github too, whose options have not changed since the 4.17.0 that Drover has. */
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();

    static Optional<RouteEndpoint> of(RouteNode step) {
        JsonNode options = step.own();
        JsonNode uri = options.path("uri");
        if (BY_EXPRESSION.contains(step.kind())) {
            JsonNode constant = options.has("constant")
                    ? options.path("constant")
                    : options.path("expression").path("constant");
            uri = constant.isTextual() ? constant : constant.path("expression");
        } else if (step.value().isTextual()) {
            uri = Set.of("to", "toD", "wireTap", "poll").contains(step.kind()) ? step.value() : uri;
        }
        return Optional.of(uri.asText())
                .filter(text -> !text.isEmpty() && !text.contains("${"))
                .map(text -> new RouteEndpoint(step, text, options.path("parameters")));
    }

    boolean hasQuery() {
        return uri.contains("?");
    }

    /** Whether the step that names the endpoint is one that calls it. */
    boolean isCalled() {
        return !step.kind().equals("from");
    }

    /** Name of a {@code direct:} endpoint, empty for any other. */
    Optional<String> direct() {
        if (uri.equals("direct")) {
            return Optional.of(parameters.path("name").asText());
        }
        return uri.startsWith("direct:") ? Optional.of(uri.substring("direct:".length())) : Optional.empty();
    }

    /** What the catalog has against it. */
    Optional<String> problem(Placeholders placeholders) {
        try {
            String address = placeholders.resolve(uri);
            String scheme = address.replaceFirst("[:?].*", "");
            String component = CATALOG.componentJSonSchema(scheme);
            if (component == null) {
                return Optional.of("there is no component '" + scheme + "'");
            }
            if (RouteEndpoint.class.getResource("/META-INF/services/org/apache/camel/component/" + scheme) == null) {
                return Optional.of("the component '" + scheme + "' is not part of Drover");
            }
            Map<String, String> options =
                    new TreeMap<>(address.equals(scheme) ? Map.of() : CATALOG.endpointProperties(address));
            parameters
                    .properties()
                    .forEach(parameter -> options.put(
                            parameter.getKey(),
                            placeholders.resolve(parameter.getValue().asText())));
            JsonNode known = JSON.readTree(component).path("properties");
            Optional<String> missing = known.properties().stream()
                    .filter(option -> option.getValue().path("required").asBoolean())
                    .map(Map.Entry::getKey)
                    .filter(option -> !options.containsKey(option))
                    .findFirst();
            if (missing.isPresent()) {
                return Optional.of("'" + missing.get() + "' is required");
            }
            options.replaceAll((option, value) -> inDigits(known.path(option), value));
            boolean consumes = CONSUMERS.contains(step.kind());
            EndpointValidationResult result = CATALOG.validateEndpointProperties(
                    CATALOG.asEndpointUri(scheme, options, false), false, consumes, !consumes);
            return result.isSuccess()
                    ? Optional.empty()
                    : Optional.of(result.summaryErrorMessage(false).strip().replaceAll("\\s+", " "));
        } catch (URISyntaxException | JsonProcessingException | IllegalArgumentException e) {
            return Optional.of(Foreign.oneLine(String.valueOf(e.getMessage())));
        }
    }

    /** Camel takes {@code 10m} for milliseconds in a long; the catalog takes digits only, and looks at nothing else. */
    private static String inDigits(JsonNode option, String value) {
        boolean isLong = option.path("javaType").asText().equals("long");
        return isLong && TIME.matcher(value).matches() ? "1" : value;
    }
}
