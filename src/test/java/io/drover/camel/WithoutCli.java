package io.drover.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.CliConnectorFactory;

/** A Camel of its own lets the Camel CLI in, whose thread looks for consoles while the context still starts: now and then a start fails of it. */
final class WithoutCli {
    private WithoutCli() {}

    static <C extends CamelContext> C of(C camel) {
        camel.getCamelContextExtension()
                .getContextPlugin(CliConnectorFactory.class)
                .setEnabled(false);
        return camel;
    }
}
