package io.drover;

import io.drover.route.BoundBeans;
import io.drover.route.Placeholders;
import io.drover.route.RouteCheck;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** Makes the check of routes out of Drover's settings and the beans that {@link Beans} binds. */
final class RouteChecks {
    private static final String REGION = "aws.region";

    /** What has no default. */
    private static final Map<String, String> STAND_INS = Map.of(
            "drover.queue.project-events", "https://sqs.us-east-1.amazonaws.com/111122223333/project-events",
            "drover.queue.model-events", "https://sqs.us-east-1.amazonaws.com/111122223333/model-events",
            "drover.queue.dead-letters", "https://sqs.us-east-1.amazonaws.com/111122223333/dead-letters",
            "drover.github.organization", "acme",
            "drover.template.repository", "acme/templates",
            "drover.workflow-role-arn", "arn:aws:iam::111122223333:role/workflows",
            "drover.ledger.url", "jdbc:h2:mem:route-checks");

    private RouteChecks() {}

    /** By the beans of a running Drover. */
    static RouteCheck of(CamelContext camel) {
        return new RouteCheck(placeholders(), bound(camel));
    }

    /** By beans that are bound for it and never called: needs no settings, and reaches nothing over the network. */
    static RouteCheck alone() {
        return new RouteCheck(placeholders(), beans());
    }

    static Placeholders placeholders() {
        return Placeholders.of(Settings.defaults(), Beans.DERIVED_KEYS);
    }

    static BoundBeans beans() {
        String region = System.getProperty(REGION);
        System.setProperty(REGION, "us-east-1");
        try (var camel = new DefaultCamelContext()) {
            var properties = (PropertiesComponent) camel.getPropertiesComponent();
            properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            properties.setInitialProperties(Settings.defaults());
            STAND_INS.forEach(properties::addOverrideProperty);
            new Beans(Clock.systemUTC()).configure(camel);
            CamelCli.forbid(camel);
            // Only what was started is stopped, and closes the ledger.
            camel.start();
            return bound(camel);
        } catch (Exception e) {
            throw new IllegalStateException("The beans cannot be bound", e);
        } finally {
            if (region == null) {
                System.clearProperty(REGION);
            } else {
                System.setProperty(REGION, region);
            }
        }
    }

    private static BoundBeans bound(CamelContext camel) {
        Map<String, Class<?>> types = new HashMap<>();
        camel.getRegistry().findByTypeWithName(Object.class).forEach((name, bean) -> types.put(name, bean.getClass()));
        // Camel's own.
        types.keySet().removeIf(name -> name.contains("-"));
        return new BoundBeans(types);
    }
}
