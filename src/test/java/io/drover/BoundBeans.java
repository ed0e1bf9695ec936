package io.drover;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The beans that routes may name, taken from {@link Beans} itself: bound, never called. Nothing is reached over the network for it.
 *
 * @param types the class of each, by its name
 */
record BoundBeans(Map<String, Class<?>> types) {
    private static final String REGION = "aws.region";

    private static final Map<String, String> SETTINGS = Map.of(
            "drover.queue.project-events", "https://sqs.eu-central-1.amazonaws.com/111122223333/project-events",
            "drover.queue.model-events", "https://sqs.eu-central-1.amazonaws.com/111122223333/model-events",
            "drover.queue.dead-letters", "https://sqs.eu-central-1.amazonaws.com/111122223333/dead-letters",
            "drover.github.organization", "acme",
            "drover.template.repository", "acme/templates",
            "drover.workflow-role-arn", "arn:aws:iam::111122223333:role/workflows",
            "drover.ledger.url", "jdbc:h2:mem:bound-beans");

    static BoundBeans ofDrover() throws Exception {
        String region = System.getProperty(REGION);
        System.setProperty(REGION, "eu-central-1");
        try (var camel = new DefaultCamelContext()) {
            camel.getPropertiesComponent().setInitialProperties(SettingsKeys.defaults());
            SETTINGS.forEach(camel.getPropertiesComponent()::addOverrideProperty);
            new Beans(Clock.systemUTC()).configure(camel);
            // Only what was started is stopped, and closes the ledger.
            camel.start();
            Map<String, Class<?>> types = new HashMap<>();
            camel.getRegistry()
                    .findByTypeWithName(Object.class)
                    .forEach((name, bean) -> types.put(name, bean.getClass()));
            return new BoundBeans(types);
        } finally {
            if (region == null) {
                System.clearProperty(REGION);
            } else {
                System.setProperty(REGION, region);
            }
        }
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /**
     * What hinders a route from calling the method.
     *
     * @param method may have parameters: <code>ensure(${body})</code>
     */
    Optional<String> problem(String name, String method) {
        Class<?> type = types.get(name);
        if (type == null) {
            return Optional.of("no bean '%s': bind it in Beans, or take one of %s"
                    .formatted(name, types.keySet().stream().sorted().toList()));
        }
        String plain = method.replaceFirst("\\(.*", "");
        boolean there = Arrays.stream(type.getMethods())
                .anyMatch(candidate -> candidate.getName().equals(plain));
        return there
                ? Optional.empty()
                : Optional.of("bean '%s' (%s) has no public method '%s'".formatted(name, type.getSimpleName(), plain));
    }
}
