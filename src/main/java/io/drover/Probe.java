package io.drover;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * The health check of a container without a shell: {@code java -cp drover.jar io.drover.Probe}. Exits with 0 when the Drover of this machine
 * lives, else with 1; it reads no settings but the port, and loads nothing of Drover's.
 */
final class Probe {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Probe() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(System.getenv().getOrDefault("CAMEL_MANAGEMENT_PORT", "9876"));
        Runtime.getRuntime().exit(lives(port) ? 0 : 1);
    }

    static boolean lives(int port) {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/observe/health/live")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout((int) TIMEOUT.toMillis());
            connection.setReadTimeout((int) TIMEOUT.toMillis());
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
