package io.drover.camel;

import io.drover.console.Access;
import io.drover.console.Access.Asked;
import io.drover.console.Access.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.EventNotifier;

/**
 * Stands before everything that is served beside the board, routes that users add included: asks who it is, and gives every answer the
 * headers that keep a browser from doing what a page of Drover never needs.
 */
public final class BoardGate implements Handler<RoutingContext> {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final Access access;
    private volatile boolean installed;
    private volatile Optional<String> misplaced = Optional.empty();

    public BoardGate(Access access) {
        this.access = access;
    }

    /** Puts it before all else when the server is there and no route has started yet. */
    public EventNotifier installer() {
        return WebServer.MAIN.installer((router, camel) -> {
            router.route().order(Integer.MIN_VALUE).handler(this);
            misplaced = access.problem(router.getServer().getHost());
            installed = true;
        });
    }

    /**
     * What is wrong with how the board is served; Camel passes over what goes wrong in {@link #installer()}, and its own settings can move
     * the server elsewhere. To be asked after the start.
     */
    public Optional<String> problem(CamelContext camel) {
        return WebServer.MAIN
                .find(camel)
                .flatMap(
                        router -> installed
                                ? misplaced
                                : Optional.of(
                                        "The board is served without its access check: set camel.server.enabled = false and report it."));
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.addHeadersEndHandler(end -> protect(context));
        Optional<Refusal> refusal = misplaced
                .map(problem -> new Refusal(403, problem))
                .or(() -> access.refusal(asked(request, request.method())));
        if (refusal.isPresent()) {
            refuse(context, refusal.get(), access);
        } else {
            // What it says is known by now; it must not reach a route, which may log it.
            request.headers().remove("Authorization").remove("Cookie");
            context.next();
        }
    }

    /** @param method that of the request, or another one that is as harmless as it is */
    static Asked asked(HttpServerRequest request, HttpMethod method) {
        return new Asked(
                method.name(),
                Optional.ofNullable(request.authority()).map(HostAndPort::host).orElse(""),
                request.remoteAddress().hostAddress(),
                request::getHeader);
    }

    static void refuse(RoutingContext context, Refusal refusal, Access access) {
        HttpServerResponse response = context.response().setStatusCode(refusal.status());
        if (refusal.status() == 401 && access.asksForPassword()) {
            response.putHeader("WWW-Authenticate", "Basic realm=\"Drover\", charset=\"UTF-8\"");
        }
        response.putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("error", refusal.reason()).encode());
    }

    private static void protect(RoutingContext context) {
        HttpServerResponse response = context.response();
        HEADERS.forEach(response::putHeader);
        boolean isData = context.normalizedPath().startsWith("/api");
        // A file of the page may be kept, but asked for again each time, by its tag.
        response.putHeader("Cache-Control", isData ? "no-store" : "no-cache");
    }
}
