package io.drover;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CliConnectorFactory;

/**
 * Lets the Camel CLI in only when {@code drover.camel-cli} says so: whoever may write to the user's {@code ~/.camel} can do everything
 * with the routes then, and reads what they carry.
 */
final class CamelCli implements CamelConfiguration {
    static final String KEY = "drover.camel-cli";

    @Override
    public void configure(CamelContext camel) {
        if (Settings.isOn(camel, KEY)) {
            // It can be switched on then by "camel trace".
            camel.setBacklogTracingStandby(true);
        } else {
            forbid(camel);
        }
    }

    /** To be called before Camel is initialized: then it would let it in. */
    static void forbid(CamelContext camel) {
        CliConnectorFactory factory = camel.getCamelContextExtension().getContextPlugin(CliConnectorFactory.class);
        if (factory != null) {
            factory.setEnabled(false);
        }
    }
}
