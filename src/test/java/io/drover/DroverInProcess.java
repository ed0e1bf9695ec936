package io.drover;

import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Drover in the test's own process, configured as by environment variables. One at a time: the AWS SDK reads system properties. */
public final class DroverInProcess implements AutoCloseable {
    private final Main main;

    private DroverInProcess(Main main) {
        this.main = main;
    }

    public static DroverInProcess start(Map<String, String> environment) throws Exception {
        return start(environment, Clock.systemUTC());
    }

    public static DroverInProcess start(Map<String, String> environment, Clock clock) throws Exception {
        Main main = Drover.main(clock);
        settings(environment).forEach(main::addOverrideProperty);
        try {
            main.start();
        } catch (Exception e) {
            main.stop();
            throw e;
        }
        return new DroverInProcess(main);
    }

    private static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        // Stopping waits for the long poll under way.
        settings.put("camel.main.shutdown-timeout", "3");
        environment.forEach((name, value) -> {
            if (name.startsWith("AWS_")) {
                System.setProperty(sdkProperty(name), value);
            } else {
                settings.put(property(name), value);
            }
        });
        return settings;
    }

    /** As Camel reads environment variables: which dots are hyphens, only the list of keys tells. */
    private static String property(String variable) {
        return SettingsKeys.defaults().stringPropertyNames().stream()
                .filter(key -> Settings.environmentVariable(key).equals(variable))
                .findFirst()
                .orElseGet(() -> variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    }

    private static String sdkProperty(String variable) {
        return switch (variable) {
            case "AWS_REGION" -> "aws.region";
            case "AWS_ACCESS_KEY_ID" -> "aws.accessKeyId";
            case "AWS_SECRET_ACCESS_KEY" -> "aws.secretAccessKey";
            case "AWS_ENDPOINT_URL" -> "aws.endpointUrl";
            case "AWS_ENDPOINT_URL_SQS" -> "aws.endpointUrlSqs";
            default -> throw new IllegalArgumentException(variable);
        };
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        main.stop();
    }
}
