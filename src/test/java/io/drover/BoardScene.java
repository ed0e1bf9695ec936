package io.drover;

import static org.awaitility.Awaitility.await;

import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.ledger.ProjectState;
import io.drover.sandbox.FreePort;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Drover with its board, in a sandbox, and its ledger at hand. */
final class BoardScene implements AutoCloseable {
    private static final Duration ENOUGH = Duration.ofSeconds(90);

    final Sandbox sandbox = new Sandbox();
    final HttpClient http = HttpClient.newHttpClient();
    final int port = FreePort.near(0);
    final Ledger ledger;
    private final DroverInProcess drover;

    private BoardScene(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(Path.of("unused")));
        // In memory, where the test may look at it too.
        String url = "jdbc:h2:mem:board-%s;DB_CLOSE_DELAY=-1".formatted(UUID.randomUUID());
        environment.put("DROVER_LEDGER_URL", url);
        environment.put("CAMEL_SERVER_PORT", String.valueOf(port));
        environment.putAll(settings);
        try {
            drover = DroverInProcess.start(environment);
        } catch (Exception e) {
            sandbox.close();
            throw e;
        }
        ledger = JdbcLedger.open(url, null, null, Clock.systemUTC());
    }

    static BoardScene start(Map<String, String> settings) throws Exception {
        return new BoardScene(settings);
    }

    /** A project whose event is sent. */
    ProjectScene create(String id, String name) {
        ProjectScene project = sandbox.project(id).name(name);
        send(project);
        return project;
    }

    void send(ProjectScene project) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
    }

    static String subject(ProjectScene project) {
        return project.domainId() + "/" + project.projectId();
    }

    void awaitState(ProjectScene project, ProjectState state) {
        await(subject(project))
                .atMost(ENOUGH)
                .until(() -> ledger.overview()
                        .project(subject(project))
                        .filter(entry -> entry.state() == state)
                        .isPresent());
    }

    void awaitOutcomes(String type, int number) {
        await(type)
                .atMost(ENOUGH)
                .until(() -> sandbox.aws().outcomes().stream()
                                .filter(outcome -> outcome.detailType().equals(type))
                                .count()
                        >= number);
    }

    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return ask("GET", path, headers);
    }

    HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address(path))).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Has Drover look at the files of its routes. */
    void lookAtRoutes() {
        EditedRoutes.lookedAt(drover.camel());
    }

    /** The addresses that routes start from. */
    List<String> routes() {
        return drover.camel().getRoutes().stream()
                .map(route -> route.getEndpoint().getEndpointUri())
                .toList();
    }

    /** A metric's value; not a number while there is none. */
    double gauge(String name) {
        return drover.camel().getRegistry().findByType(MeterRegistry.class).stream()
                .map(meters -> meters.find(name).gauge())
                .filter(Objects::nonNull)
                .mapToDouble(Gauge::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() {
        ledger.close();
        drover.close();
        sandbox.close();
    }
}
