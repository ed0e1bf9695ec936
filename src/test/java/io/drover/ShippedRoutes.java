package io.drover;

import io.drover.doctor.Usage;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The routes of {@code application.properties} in a Camel that is not started. */
public final class ShippedRoutes {
    private ShippedRoutes() {}

    public static Usage usage() throws Exception {
        var camel = new DefaultCamelContext();
        String[] files = SettingsKeys.defaults()
                .getProperty("camel.main.routes-include-pattern")
                .split(",", -1);
        Resource[] routes = new Resource[files.length];
        for (int i = 0; i < files.length; i++) {
            routes[i] = ResourceHelper.resolveMandatoryResource(camel, files[i]);
        }
        return usage(camel, Map.of(), routes);
    }

    /**
     * @param settings beside the defaults
     */
    static Usage usage(DefaultCamelContext camel, Map<String, String> settings, Resource... routes) throws Exception {
        try (camel) {
            camel.getPropertiesComponent().setInitialProperties(SettingsKeys.defaults());
            camel.getPropertiesComponent()
                    .addOverrideProperty(
                            "drover.queue.project-events",
                            "https://sqs.eu-central-1.amazonaws.com/111122223333/events");
            camel.getPropertiesComponent()
                    .addOverrideProperty(
                            "drover.queue.dead-letters", "https://sqs.eu-central-1.amazonaws.com/111122223333/dead");
            camel.getPropertiesComponent()
                    .addOverrideProperty(
                            "drover.queue.model-events", "https://sqs.eu-central-1.amazonaws.com/111122223333/models");
            settings.forEach(camel.getPropertiesComponent()::addOverrideProperty);
            PluginHelper.getRoutesLoader(camel).loadRoutes(routes);
            return RoutesInUse.read(camel);
        }
    }
}
