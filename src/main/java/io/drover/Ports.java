package io.drover;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Ends the start when somebody else listens on one of the HTTP ports: Camel would go on without it, and no probe would find Drover. */
final class Ports implements CamelConfiguration {
    @Override
    public void configure(CamelContext camel) {
        requireFree(camel, "camel.server");
        requireFree(camel, "camel.management");
    }

    private static void requireFree(CamelContext camel, String server) {
        String key = server + ".port";
        int port = find(camel, key).map(Integer::parseInt).orElse(0);
        boolean enabled =
                find(camel, server + ".enabled").map(Boolean::parseBoolean).orElse(false);
        if (!enabled || port == 0) {
            return;
        }
        String host = find(camel, server + ".host").orElse("0.0.0.0");
        try {
            new ServerSocket(port, 1, InetAddress.getByName(host)).close();
        } catch (BindException e) {
            throw new SettingsException(
                    "%s: port %d on %s cannot be had (%s): stop who has it, or set another (environment variable %s)."
                            .formatted(key, port, host, e.getMessage(), Settings.environmentVariable(key)));
        } catch (IOException e) {
            throw new SettingsException(
                    "%s.host must be an address of this machine, not '%s'.".formatted(server, host));
        }
    }

    private static Optional<String> find(CamelContext camel, String key) {
        return camel.getPropertiesComponent()
                .resolveProperty(key)
                .map(camel::resolvePropertyPlaceholders)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
