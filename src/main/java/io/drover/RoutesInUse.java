package io.drover;

import io.drover.doctor.Usage;
import io.drover.doctor.Usage.Queue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/** Reads out of Camel's own model of the routes, shipped or edited, what they reach for. */
final class RoutesInUse {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}:?]+)}}");

    private final CamelContext camel;
    private final Set<String> parts = new LinkedHashSet<>();
    private final Set<Queue> feeds = new LinkedHashSet<>();
    private final Set<Queue> queues = new LinkedHashSet<>();
    private final Set<String> buses = new HashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    private RoutesInUse(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * @throws SettingsException when there is no route, or a setting that one names is missing
     */
    static Usage read(CamelContext camel) {
        return new RoutesInUse(camel).read();
    }

    private Usage read() {
        Model model = camel.getCamelContextExtension().getContextPlugin(Model.class);
        if (model.getRouteDefinitions().isEmpty()) {
            throw new SettingsException("camel.main.routes-include-pattern matches no route.");
        }
        for (RouteDefinition route : model.getRouteDefinitions()) {
            String uri = route.getInput().getEndpointUri();
            endpoint("from", uri, feeds, route.getRouteId());
            steps(route.getOutputs(), route.getRouteId());
        }
        for (RouteConfigurationDefinition configuration : model.getRouteConfigurationDefinitions()) {
            for (OnExceptionDefinition rule : configuration.getOnExceptions()) {
                steps(rule.getOutputs(), configuration.getId());
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(List.copyOf(problems));
        }
        return new Usage(parts, feeds, queues, buses);
    }

    private void steps(List<ProcessorDefinition<?>> steps, String route) {
        for (ProcessorDefinition<?> step : all(steps)) {
            if (step instanceof BeanDefinition bean && bean.getRef() != null) {
                parts.add("bean:" + bean.getRef());
            } else if (step instanceof ToDefinition to) {
                endpoint("to", to.getEndpointUri(), queues, route);
            }
        }
    }

    @SuppressWarnings("rawtypes") // Camel gives no other type.
    private static List<ProcessorDefinition<?>> all(List<ProcessorDefinition<?>> steps) {
        List<ProcessorDefinition<?>> all = new ArrayList<>();
        for (ProcessorDefinition step :
                ProcessorDefinitionHelper.filterTypeInOutputs(steps, ProcessorDefinition.class)) {
            all.add(step);
        }
        return all;
    }

    private void endpoint(String direction, String uri, Set<Queue> addressed, String route) {
        String component = uri.replaceFirst("[:?].*", "");
        parts.add(direction + ":" + component);
        if (component.equals("aws2-sqs")) {
            Matcher url = Pattern.compile("[?&]queueUrl=([^&]*)").matcher(uri);
            if (url.find()) {
                String text = url.group(1);
                resolved(text).ifPresent(value -> addressed.add(new Queue(origin(text, route), value)));
            }
        } else if (component.equals("aws2-eventbridge")) {
            resolved(uri.replaceFirst("^aws2-eventbridge:(//)?", "").replaceFirst("\\?.*", ""))
                    .ifPresent(buses::add);
        }
    }

    private static String origin(String text, String route) {
        Matcher key = PLACEHOLDER.matcher(text);
        return key.matches() ? key.group(1) : "queueUrl in route " + route;
    }

    private Optional<String> resolved(String text) {
        Matcher keys = PLACEHOLDER.matcher(text);
        while (keys.find()) {
            String key = keys.group(1);
            if (camel.getPropertiesComponent()
                    .resolveProperty(key)
                    .filter(value -> !value.isBlank())
                    .isEmpty()) {
                problems.add("%s must be set (environment variable %s), a route uses it."
                        .formatted(key, Settings.environmentVariable(key)));
                return Optional.empty();
            }
        }
        String value = camel.resolvePropertyPlaceholders(text).strip();
        return Optional.of(value.contains("%") ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value);
    }
}
