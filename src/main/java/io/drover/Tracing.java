package io.drover;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Sends Camel's spans to a collector. It takes OpenTelemetry's own variables, {@code OTEL_…}:
 * https://opentelemetry.io/docs/languages/java/configuration/
 */
final class Tracing extends ServiceSupport {
    /** HTTP, since that needs no further library; metrics and logs have ways of their own. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "drover",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private final OpenTelemetrySdk sdk;

    private Tracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /** From now on Camel makes spans of messages, routes, endpoints and the steps between, and sends them until the context stops. */
    static void start(CamelContext camel) throws Exception {
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        camel.getRegistry().bind("tracer", Tracer.class, sdk.getTracer("drover"));
        camel.getRegistry().bind("tracePropagation", ContextPropagators.class, sdk.getPropagators());
        camel.addService(new Tracing(sdk));
        // Camel's own switch would look for what is bound here too early.
        var tracer = new OpenTelemetryTracer();
        tracer.setTraceProcessors(true);
        tracer.init(camel);
    }

    /** What is not sent yet is sent first. */
    @Override
    protected void doStop() {
        sdk.close();
    }
}
