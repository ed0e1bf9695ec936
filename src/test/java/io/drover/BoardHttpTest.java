package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ledger.ProjectState;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.http.Call;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The board's page and JSON over HTTP, on this machine without authentication. */
class BoardHttpTest {
    private static BoardScene scene;
    private static ProjectScene done;
    private static ProjectScene parked;

    @BeforeAll
    static void start() throws Exception {
        scene = BoardScene.start(Map.of());
        done = scene.create("7m2k8fraud", "fraud");
        scene.awaitState(done, ProjectState.DONE);
        parked = scene.sandbox
                .project("9q2w1vision")
                .name("vision")
                .deployment(StatusScript.always("FAILED_DEPLOYMENT"));
        scene.send(parked);
        scene.awaitState(parked, ProjectState.PARKED);
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void listsProjectsWithAllThatPeopleWantToKnow() throws Exception {
        JsonNode page = json("/api/projects?search=FRAUD");

        assertThat(page.path("projects")).hasSize(1);
        JsonNode project = page.at("/projects/0");
        assertThat(project.path("project").asText()).isEqualTo("7m2k8fraud");
        assertThat(project.path("name").asText()).isEqualTo("fraud");
        assertThat(project.at("/why/state").asText()).isEqualTo("DONE");
        assertThat(project.path("step").asText()).isEqualTo("Outcome event");
        assertThat(project.path("repositories").findValuesAsText("role")).containsExactly("build", "deploy");
        assertThat(project.at("/repositories/0/commit").asText()).matches("[0-9a-f]{40}");
        assertThat(project.path("links").findValuesAsText("url"))
                .contains("https://dzd_4f3k2example.sagemaker.us-east-1.on.aws/projects/7m2k8fraud/overview");
        assertThat(page.at("/totals/DONE").asInt()).isEqualTo(1);
        assertThat(page.at("/totals/PARKED").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhyAProjectIsParkedAndWhatToDo() throws Exception {
        JsonNode project = json("/api/projects?state=parked").at("/projects/0");

        assertThat(project.path("name").asText()).isEqualTo("vision");
        assertThat(project.at("/why/sentence").asText()).contains("FAILED_DEPLOYMENT");
        assertThat(project.at("/why/advice").asText()).contains("retry");
    }

    @Test
    void goesOnWhereAPageEnds() throws Exception {
        JsonNode first = json("/api/projects?limit=1");
        JsonNode second =
                json("/api/projects?limit=1&after=" + first.path("next").asLong());

        assertThat(first.at("/projects/0/name").asText()).isEqualTo("vision");
        assertThat(second.at("/projects/0/name").asText()).isEqualTo("fraud");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void showsOneProjectWithTheTimelineOfItsRuns() throws Exception {
        JsonNode detail = json("/api/projects/" + BoardScene.subject(done));

        assertThat(detail.at("/runs/0/flow").asText()).isEqualTo("project-created");
        assertThat(detail.at("/runs/0/steps").findValuesAsText("title"))
                .containsExactly(
                        "Project ready", "Bucket access", "Build repository", "Deploy repository", "Outcome event");
        JsonNode run = json("/api/runs/" + detail.at("/runs/0/id").asText());
        assertThat(run).isEqualTo(detail.at("/runs/0"));
    }

    @Test
    void tellsHowDroverItselfStands() throws Exception {
        JsonNode summary = json("/api/summary");

        assertThat(summary.at("/gitHub/concurrency").asInt()).isEqualTo(16);
        assertThat(summary.path("queues").findValuesAsText("queue"))
                .containsExactly("project events", "model events", "dead letters");
        assertThat(summary.at("/queues/2/waiting").asInt()).isEqualTo(1);
    }

    @Test
    void sendsNothingTwiceToWhoeverHasIt() throws Exception {
        HttpResponse<String> first = scene.get("/api/projects");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = scene.get("/api/projects", "If-None-Match", tag);

        assertThat(tag).startsWith("W/\"");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/projects?state=LOST",
                "/api/projects?limit=0",
                "/api/projects?limit=2001",
                "/api/projects?after=x"
            })
    void saysWhatIsWrongWithAQuestion(String path) throws Exception {
        HttpResponse<String> answer = scene.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).path("error").asText())
                .contains("must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/projects/dzd_1/unknown", "/api/runs/unknown"})
    void saysWhatIsNotThere(String path) throws Exception {
        assertThat(scene.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aDryRunTellsWhatDiffersAndSendsNothing() throws Exception {
        scene.sandbox.gitHub().removeSecret(done.repository(), "GLUE_TABLE");
        int writes = writes();

        JsonNode report = reconcile(true);

        assertThat(report.path("findings").get(0).asText()).contains("GLUE_TABLE");
        assertThat(report.path("asked").asBoolean()).isFalse();
        assertThat(writes()).isEqualTo(writes);

        assertThat(reconcile(false).path("asked").asBoolean()).isTrue();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> scene.sandbox.gitHub().secrets(done.repository()).containsKey("GLUE_TABLE"));
        assertThat(reconcile(true).path("findings")).isEmpty();
    }

    @Test
    void writesOnlyForARequestThatNoOtherSiteCanMake() throws Exception {
        HttpResponse<String> answer =
                scene.ask("POST", "/api/projects/" + BoardScene.subject(done) + "/reconcile?dryRun=false");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("X-Drover-Request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/board.css", "/board.js", "/api/projects", "/api/openapi.json", "/api/github", "/nowhere"})
    void everyAnswerForbidsWhatThePageDoesNotNeed(String path) throws Exception {
        HttpHeaders headers = scene.get(path).headers();

        assertThat(headers.firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.map()).containsEntry("x-content-type-options", List.of("nosniff"));
        assertThat(headers.map()).containsEntry("referrer-policy", List.of("no-referrer"));
        assertThat(headers.map())
                .containsEntry("cache-control", List.of(path.startsWith("/api") ? "no-store" : "no-cache"));
        assertThat(headers.map()).doesNotContainKeys("access-control-allow-origin", "host", "user-agent");
    }

    @Test
    void nothingBesideThePageIsServedFromTheJarOrTheDisk() throws Exception {
        for (String path : List.of("/application.properties", "/pom.xml", "/board/board.js", "/../pom.xml")) {
            assertThat(scene.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/projects", "/nowhere"})
    void aNameThatSuddenlyMeansThisMachineIsRefused(String path) throws Exception {
        assertThat(raw("GET %s HTTP/1.1\r\nHost: board.acme.example:%d\r\nConnection: close\r\n\r\n"
                        .formatted(path, scene.port)))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                        .formatted(path, scene.port)))
                .doesNotStartWith("HTTP/1.1 403");
    }

    @Test
    void noSecretIsEverSent() throws Exception {
        String told = scene.get("/api/projects").body()
                + scene.get("/api/projects/" + BoardScene.subject(done)).body()
                + scene.get("/api/summary").body()
                + scene.get("/").body();

        assertThat(told).doesNotContain(scene.sandbox.token(), "glue_db", "arn:aws:iam");
    }

    /** Java's client sends no Host but the right one. */
    private static String raw(String request) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), scene.port)) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode reconcile(boolean dryRun) throws Exception {
        HttpResponse<String> answer = scene.ask(
                "POST",
                "/api/projects/%s/reconcile?dryRun=%s".formatted(BoardScene.subject(done), dryRun),
                "X-Drover-Request",
                "true");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static int writes() {
        return (int) scene.sandbox.gitHubCalls().stream().filter(Call::writes).count();
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = scene.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        return new ObjectMapper().readTree(answer.body());
    }
}
