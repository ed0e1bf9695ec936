package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Drover answers over HTTP, after one project was onboarded. */
class HttpTest {
    @TempDir
    static Path data;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Sandbox sandbox;
    private static DroverInProcess drover;
    private static int boardPort;
    private static int managementPort;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        sandbox.gitHub().rateLimit(5000, Duration.ofHours(1));
        boardPort = freePort();
        managementPort = freePort();
        Map<String, String> environment = new HashMap<>(sandbox.environment(data));
        environment.put("CAMEL_SERVER_PORT", String.valueOf(boardPort));
        environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(managementPort));
        drover = DroverInProcess.start(environment);
        ProjectScene project = sandbox.project("web");
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !sandbox.aws().outcomes().isEmpty());
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
    }

    @Test
    void tellsHowThingsStandWithGitHubsLimits() throws Exception {
        HttpResponse<String> answer = get(boardPort, "/api/github");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode state = new ObjectMapper().readTree(answer.body());
        assertThat(state.at("/budgets").findValuesAsText("name"))
                .containsExactly("points per minute", "content per minute", "content per hour");
        JsonNode points = state.at("/budgets/0");
        assertThat(points.path("limit").asInt()).isEqualTo(900);
        assertThat(points.path("left").asInt())
                .isBetween(0, points.path("atOnce").asInt() - 1);
        assertThat(Instant.parse(points.path("full").asText())).isAfter(Instant.EPOCH);
        assertThat(state.at("/primary/limit").asInt()).isEqualTo(5000);
        assertThat(state.at("/primary/left").asInt()).isLessThan(5000);
        assertThat(state.path("settingsAreContent").booleanValue()).isFalse();
        assertThat(state.path("heldUntil").isNull()).isTrue();
        assertThat(state.path("concurrency").asInt()).isEqualTo(16);
        assertThat(state.path("waiting").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("DEPLOYMENT", "ONBOARDING", "BACKGROUND");
    }

    @Test
    void takesNoOtherMethodThanGet() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address(boardPort, "/api/github"))
                .DELETE()
                .header("X-Drover-Request", "true")
                .build();

        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void showsGitHubsLimitsAmongTheMetrics() throws Exception {
        HttpResponse<String> answer = get(managementPort, "/observe/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "drover_github_budget_left{limit=\"points per minute\"}",
                        "drover_github_budget_limit{limit=\"content per hour\"} 500.0",
                        "drover_github_waiting{priority=\"onboarding\"} 0.0",
                        "drover_github_under_way",
                        "drover_github_held 0.0",
                        "drover_github_planned",
                        "drover_github_settings_are_content 0.0",
                        "drover_github_primary_left");
    }

    @Test
    void tellsNoValueOfTheTokenOrOfASetting() throws Exception {
        String told = get(boardPort, "/api/github").body()
                + get(managementPort, "/observe/metrics").body();

        assertThat(told).doesNotContain(List.of(sandbox.token(), Sandbox.WORKFLOW_ROLE, "glue_db"));
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address(port, path)).build(), BodyHandlers.ofString());
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Free a moment ago. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
