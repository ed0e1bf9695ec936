package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StandInMessage;
import io.drover.sandbox.http.Call;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of parked events, from the route that parks them to the retry over HTTP. */
class DeadLettersHttpTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PATH = "/api/dead-letters";

    @TempDir
    static Path data;

    private static Sandbox sandbox;
    private static DroverInProcess drover;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("CAMEL_SERVER_PORT", String.valueOf(port));
        environment.put("DROVER_RETRY_ATTEMPTS", "0");
        environment.put("DROVER_QUEUE_MAX_RECEIVES", "1");
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "200ms");
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void aRetriedEventDoesWhatIsMissingAndNothingTwice() throws Exception {
        ProjectScene project = sandbox.project("seasonal").profile("pfl1seasonal", "Seasonal");
        commit(Map.of("seasonal/model_build/README.md", "Build."), "Half a template");
        String event = project.createProjectEvent();
        send(event);
        JsonNode letter = parked("seasonal/model_deploy");
        assertThat(letter.path("advice").asText()).isEqualTo("Mend what the reason names, then retry it.");
        assertThat(letter.path("flow").asText()).isEqualTo("project-created");
        assertThat(letter.path("run").asText()).isNotBlank();
        assertThat(letter.path("feed").asText()).isEqualTo("project-events");
        JsonNode shown = body(request("GET", PATH + "/" + id(letter)));
        assertThat(shown.path("body").asText()).isEqualTo(event);
        List<Call> before = sandbox.log().calls(call -> call.system().equals("iam") && call.writes());
        int commits = sandbox.gitHub().commits(project.repository(), "main").size();

        commit(Map.of("seasonal/model_deploy/README.md", "Deploy."), "The other half");
        HttpResponse<String> answer = request("POST", PATH + "/" + id(letter) + "/retry");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer).path("done").get(0).asText())
                .isEqualTo(letter.path("id").asText());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(project.domainId() + "/" + project.projectId())));
        assertThat(sandbox.gitHub().commits(project.repository(), "main")).hasSize(commits);
        assertThat(sandbox.log().calls(call -> call.system().equals("iam") && call.writes()))
                .hasSameSizeAs(before);
        assertThat(sandbox.gitHub().files(Sandbox.deployRepository(project), "main"))
                .containsKeys("README.md", ".drover.yml");
    }

    @Test
    void anEventThatCannotBeReadKeepsItsBodyAndIsToBeDropped() throws Exception {
        String odd = "{ \"a\" :\t[ 1,2 ],\r\n  \"grün\": \"🐑\\u00e9\"  \n\n";
        send(odd);
        JsonNode letter = parked("not JSON");

        assertThat(letter.path("advice").asText())
                .isEqualTo("A retry would end the same: correct what sends such events, then drop it.");
        assertThat(letter.path("run").isNull()).isTrue();
        assertThat(body(request("GET", PATH + "/" + id(letter))).path("body").asText())
                .isEqualTo(odd);

        assertThat(request("DELETE", PATH + "/" + id(letter)).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(bodies()).doesNotContain(odd));
    }

    @Test
    void anEventAsLargeAsSqsTakesIsParkedWhole() {
        String huge = "[\"" + "ü".repeat((262_144 - 10) / 2);
        send(huge);

        await().atMost(ENOUGH).untilAsserted(() -> assertThat(bodies()).contains(huge));
        assertThat(letters().stream().filter(letter -> letter.body().equals(huge)))
                .singleElement()
                .satisfies(letter -> assertThat(letter.attributes()).isEmpty());
    }

    @Test
    void whatMayWorkLaterIsGivenUpAfterTheLastDelivery() throws Exception {
        ProjectScene project = sandbox.project("throttled");
        // As often as the SDK asks; one that is left over is asked again.
        sandbox.aws().refuse("datazone", "GetProject", 4, "InternalServerException", "canary outage");
        send(project.createProjectEvent());

        JsonNode letter = parked("canary outage");

        assertThat(letter.path("advice").asText())
                .isEqualTo("It was given up after its last delivery: retry it when that works again.");
    }

    @Test
    void writesOnlyForThoseWhoSendTheHeader() throws Exception {
        for (String[] write : new String[][] {
            {"POST", PATH + "/retry"},
            {"POST", PATH + "/ffffffff/retry"},
            {"DELETE", PATH + "/ffffffff"},
            {"POST", PATH + "/redrive?to=project-events"}
        }) {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(address(write[1]))
                            .method(write[0], BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(write[1]).isEqualTo(403);
            assertThat(answer.body()).isEqualTo("{\"error\":\"Send the header X-Drover-Request: true with it.\"}");
        }
    }

    @Test
    void saysInJsonWhatIsWrong() throws Exception {
        assertThat(error(404, request("POST", PATH + "/ffffffff/retry"))).startsWith("ffffffff: There is no such");
        assertThat(error(404, request("DELETE", PATH + "/ffffffff"))).startsWith("ffffffff: There is no such");
        assertThat(error(404, request("GET", PATH + "/ffffffff"))).startsWith("ffffffff: There is no such");
        assertThat(error(400, request("GET", PATH + "/f"))).contains("first 4 characters");
        assertThat(error(400, request("POST", PATH + "/redrive?to=outcomes"))).contains("There is no feed");
        assertThat(error(400, request("POST", PATH + "/redrive?to=project-events&rate=x")))
                .contains("a number");
        assertThat(request("PUT", PATH).statusCode()).isEqualTo(405);
    }

    @Test
    void tellsThatThereWasNoRedriveOrHowItGoes() throws Exception {
        assertThat(error(404, request("GET", PATH + "/redrive"))).isEqualTo("There was no redrive.");
    }

    @Test
    void sendsNoHeaderOfTheRequestBack() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(address(PATH))
                        .header("X-Canary", "secret")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().map()).doesNotContainKey("x-canary");
    }

    private static void commit(Map<String, String> files, String message) {
        sandbox.gitHub().commit(Sandbox.TEMPLATES, "main", files, message);
    }

    private static void send(String event) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), event);
    }

    /** The dead letter whose reason says so. */
    private static JsonNode parked(String reason) {
        return await().atMost(ENOUGH)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> StreamSupport.stream(
                                        body(request("GET", PATH))
                                                .path("letters")
                                                .spliterator(),
                                        false)
                                .filter(letter -> letter.path("reason").asText().contains(reason))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static String id(JsonNode letter) {
        return letter.path("id").asText().substring(0, 12);
    }

    private static List<StandInMessage> letters() {
        return sandbox.aws().messages(sandbox.aws().deadLettersQueue());
    }

    private static List<String> bodies() {
        return letters().stream().map(StandInMessage::body).toList();
    }

    private static String error(int status, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(body(answer).fieldNames()).toIterable().containsExactly("error");
        return body(answer).path("error").asText();
    }

    private static JsonNode body(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> request(String method, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(address(path))
                        .header("X-Drover-Request", "true")
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
