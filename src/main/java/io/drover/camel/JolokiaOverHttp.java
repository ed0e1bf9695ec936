package io.drover.camel;

import io.drover.console.Access;
import io.drover.console.Access.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.plugin.DefaultJolokiaPlatformHttpPlugin;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spi.EventNotifier;

/**
 * Serves JMX over HTTP on the management port, to those who may see the board. What can be read and done stands in
 * {@code jolokia-access.xml}. Camel's own setting for it ({@code camel.management.jolokia-enabled}) would serve it to everybody.
 */
public final class JolokiaOverHttp {
    static final String PATH = "/observe/jolokia";

    /** Requests for a few hundred attributes at once are shorter. */
    private static final int LONGEST_REQUEST = 1_000_000;

    /** What a page of another site can make a browser send, with its user's password, must change nothing. */
    private static final Pattern READS = Pattern.compile("(/(version|list|search|read)(/.*)?)?/?");

    private final Access access;

    public JolokiaOverHttp(Access access) {
        this.access = access;
    }

    /** Serves it when the management server is there; without one there is none. */
    public EventNotifier installer() {
        return WebServer.MANAGEMENT.installer(this::serve);
    }

    @SuppressWarnings("unchecked") // Camel's interface does not name Vert.x.
    private void serve(VertxPlatformHttpRouter router, CamelContext camel) throws Exception {
        var jolokia = new DefaultJolokiaPlatformHttpPlugin();
        camel.addService(jolokia, true, true);
        router.route(PATH + "/*").handler(this::guard);
        router.route(PATH + "/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.POST)
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_REQUEST))
                .blockingHandler((Handler<RoutingContext>) jolokia.getHandler(), false);
    }

    private void guard(RoutingContext context) {
        Optional<Refusal> refusal = access.refusalOfTool(BoardGate.asked(context.request(), HttpMethod.GET))
                .or(() -> isHarmless(context.request())
                        ? Optional.empty()
                        : Optional.of(new Refusal(403, "What changes something is to be sent by POST.")));
        if (refusal.isPresent()) {
            BoardGate.refuse(context, refusal.get(), access);
        } else {
            context.next();
        }
    }

    /** Reads, or what {@link Access} has found to come from no page of another site. */
    private static boolean isHarmless(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method())
                || (request.getParam("p") == null
                        && READS.matcher(request.path().substring(PATH.length()))
                                .matches());
    }
}
