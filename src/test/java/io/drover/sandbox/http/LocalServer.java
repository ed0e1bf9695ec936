package io.drover.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.drover.sandbox.http.Fault.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** An HTTP server on the loopback for one stand-in: bodies in memory, latency and faults on demand. */
public final class LocalServer implements AutoCloseable {
    static {
        // Without it every small answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers one request; an exception becomes a 500. */
    @FunctionalInterface
    public interface Handler {
        Response handle(Request request) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private volatile Duration latency = Duration.ZERO;
    private volatile Function<Request, Optional<Fault>> faults = request -> Optional.empty();

    /**
     * @param port 0 for any free one
     */
    public LocalServer(int port, Handler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
        workers = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "stand-in");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Added to every answer from now on. */
    public void latency(Duration added) {
        latency = added;
    }

    /** Asked before each request from now on; it may keep its own count. */
    public void faults(Function<Request, Optional<Fault>> chosen) {
        faults = chosen;
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            Optional<Fault> fault = faults.apply(request);
            Duration delay = latency.plus(fault.map(Fault::delay).orElse(Duration.ZERO));
            LockSupport.parkNanos(delay.toNanos());
            Response real = fault.isPresent() && !fault.get().afterwards() ? null : handle(handler, request);
            if (real != null) {
                fault.ifPresent(it -> it.witness().accept(real));
            }
            Response told = fault.map(Fault::response).orElse(real);
            Part part = fault.map(Fault::part).orElse(Part.ALL);
            if (told != null && part != Part.NOTHING) {
                send(exchange, told, part == Part.HALF);
            }
        }
    }

    private static Response handle(Handler handler, Request request) {
        try {
            return handler.handle(request);
        } catch (Exception e) {
            return Response.json(
                    500, "{\"message\":\"stand-in failed: " + e.getClass().getSimpleName() + "\"}");
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        try (InputStream raw = exchange.getRequestBody();
                InputStream body = "gzip".equals(headers.get("content-encoding")) ? new GZIPInputStream(raw) : raw) {
            String query = exchange.getRequestURI().getRawQuery();
            return new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : query,
                    Map.copyOf(headers),
                    body.readAllBytes());
        }
    }

    /** Closing the exchange early cuts the connection. */
    private static void send(HttpExchange exchange, Response response, boolean half) throws IOException {
        byte[] body = response.body();
        boolean bodiless = response.status() == 204 || response.status() == 304 || body.length == 0;
        if (bodiless && half) {
            return;
        }
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body, 0, half ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
