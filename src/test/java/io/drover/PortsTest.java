package io.drover;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void aTakenPortIsNamedWithItsSetting() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CamelContext camel = listening(taken.getLocalPort(), "true");

            assertThatExceptionOfType(SettingsException.class)
                    .isThrownBy(() -> new Ports().configure(camel))
                    .withMessageStartingWith("camel.server.port: port " + taken.getLocalPort())
                    .withMessageContaining("CAMEL_SERVER_PORT");
        }
    }

    @Test
    void aServerThatIsOffMayHaveATakenPort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CamelContext camel = listening(taken.getLocalPort(), "false");

            assertThatCode(() -> new Ports().configure(camel)).doesNotThrowAnyException();
        }
    }

    @Test
    void portZeroIsAnyFreeOne() {
        CamelContext camel = listening(0, "true");

        assertThatCode(() -> new Ports().configure(camel)).doesNotThrowAnyException();
    }

    private static CamelContext listening(int port, String enabled) {
        var properties = new Properties();
        properties.setProperty("camel.server.enabled", enabled);
        properties.setProperty("camel.server.host", "127.0.0.1");
        properties.setProperty("camel.server.port", "{{env:NO_SUCH_VARIABLE:%d}}".formatted(port));
        var camel = new DefaultCamelContext();
        camel.getPropertiesComponent().setInitialProperties(properties);
        return camel;
    }
}
