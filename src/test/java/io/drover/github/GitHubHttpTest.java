package io.drover.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drover.SettableClock;
import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.Work.Priority;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Request;
import io.drover.sandbox.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GitHubHttpTest {
    private static final String VALID = "ghp_canary1Valid0000000000000000000000000";
    private static final String OLD = "ghp_canary2Old000000000000000000000000000";
    private static final CallLog LOG = new CallLog();
    private static GitHubStandIn gitHub;

    private final Tokens tokens = new Tokens(VALID);
    private int callsBefore;

    @BeforeAll
    static void start() {
        gitHub = new GitHubStandIn(LOG);
        gitHub.organization("acme");
        gitHub.accept(VALID);
        gitHub.createRepository("acme/build");
        gitHub.createRepository("acme/former");
        gitHub.rename("acme/former", "acme/current");
    }

    @AfterAll
    static void stop() {
        gitHub.close();
    }

    @BeforeEach
    void countFromHere() {
        callsBefore = LOG.calls().size();
    }

    @AfterEach
    void allIsWellAgain() {
        gitHub.server().faults(request -> Optional.empty());
        gitHub.server().latency(Duration.ZERO);
        assertThat(gitHub.violations()).isEmpty();
    }

    @Test
    void theIdOfARunGoesWithItsRequestsUntilItIsOver() {
        List<String> agents = new CopyOnWriteArrayList<>();
        gitHub.server().faults(request -> {
            agents.add(request.header("User-Agent"));
            return Optional.empty();
        });
        try (Pace pace = Connections.unlimited(4)) {
            var http = new GitHubHttp(
                    URI.create(gitHub.apiUrl()), tokens, pace, Duration.ofSeconds(30), Clock.systemUTC());

            pace.begun("domain/project", "7d9f0a52");
            Await.answer(http.forWork(Priority.ONBOARDING, "domain/project", Cost.NOTHING)
                    .find("look", "/repos/acme/build"));
            Await.answer(http.forWork(Priority.ONBOARDING, "domain/other", Cost.NOTHING)
                    .find("look", "/repos/acme/build"));
            pace.over("domain/project");
            Await.answer(http.forWork(Priority.ONBOARDING, "domain/project", Cost.NOTHING)
                    .find("look", "/repos/acme/build"));
        }

        assertThat(agents).containsExactly("Drover (run 7d9f0a52)", "Drover", "Drover");
    }

    @Test
    void aSecretAndTheVersionOfTheApiGoWithEachRequest() {
        List<Request> seen = new CopyOnWriteArrayList<>();
        gitHub.server().faults(request -> {
            seen.add(request);
            return Optional.empty();
        });

        Await.answer(http(tokens).find("look", "/repos/acme/build"));

        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + VALID);
            assertThat(request.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
            assertThat(request.header("User-Agent")).isEqualTo("Drover");
        });
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertThat(Await.answer(http(tokens).find("look", "/repos/acme/nothing")))
                .isEmpty();
    }

    @Test
    void aRenamedRepositoryIsReadByItsFormerName() {
        var found = Await.answer(http(tokens).find("look", "/repos/acme/former"));

        assertThat(found.orElseThrow().path("full_name").asText()).isEqualTo("acme/current");
        assertThat(calls()).extracting(Call::status).containsExactly(301, 200);
    }

    @Test
    void aWriteToARenamedRepositoryIsRepeatedThereWithItsMethodAndBody() {
        Await.answer(http(tokens)
                .send("set", "POST", "/repos/acme/former/actions/variables", Map.of("name", "A", "value", "1")));

        assertThat(gitHub.variables("acme/current")).containsEntry("A", "1");
        assertThat(calls()).extracting(Call::status).containsExactly(307, 201);
        assertThat(calls()).allSatisfy(call -> assertThat(call.target()).startsWith("POST "));
    }

    @Test
    void redirectsInACircleEnd() {
        gitHub.server()
                .faults(request -> Optional.of(
                        Fault.instead(Response.empty(302).with("Location", gitHub.apiUrl() + "/repos/acme/build"))));

        assertThatThrownBy(() -> Await.answer(http(tokens).find("look", "/repos/acme/build")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("HTTP 302");
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowedAndGetsNoToken() {
        List<Request> stolen = new CopyOnWriteArrayList<>();
        try (var elsewhere = new LocalServer(0, request -> {
            stolen.add(request);
            return Response.json(200, "{}");
        })) {
            gitHub.server()
                    .faults(request -> Optional.of(Fault.instead(
                            Response.empty(301).with("Location", elsewhere.url() + "/repos/acme/build"))));

            assertThatThrownBy(() -> Await.answer(http(tokens).find("look", "/repos/acme/build")))
                    .isInstanceOf(Permanent.class)
                    .hasMessageContaining("HTTP 301");
        }
        assertThat(stolen).isEmpty();
    }

    @Test
    void aRedirectToAnotherSchemeIsNotFollowed() {
        String location = gitHub.apiUrl().replace("http:", "https:") + "/repos/acme/build";
        gitHub.server()
                .faults(request -> Optional.of(Fault.instead(Response.empty(301).with("Location", location))));

        assertThatThrownBy(() -> Await.answer(http(tokens).find("look", "/repos/acme/build")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("HTTP 301");
    }

    @Test
    void aRotatedTokenIsReadAgainOnce() {
        var rotated = new Tokens(OLD, VALID);

        assertThat(Await.answer(http(rotated).find("look", "/repos/acme/build")))
                .isPresent();

        assertThat(rotated.rejected()).containsExactly(OLD);
        assertThat(calls()).extracting(Call::status).containsExactly(401, 200);
    }

    @Test
    void aTokenThatIsRefusedTwiceIsNotTriedAThirdTime() {
        assertThatThrownBy(() -> Await.answer(http(new Tokens(OLD, OLD, VALID)).find("look", "/repos/acme/build")))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("Bad credentials");

        assertThat(calls()).extracting(Call::status).containsExactly(401, 401);
    }

    @Test
    void credentialsThatCannotBeHadFailTheRequestWithTheirOwnReason() {
        Credentials none = new Credentials() {
            @Override
            public String token() {
                throw new RetryLater("no secret today");
            }

            @Override
            public void rejected(String token) {}
        };
        GitHubHttp http = http(none);

        assertThatThrownBy(() -> Await.answer(http.find("look", "/repos/acme/build")))
                .isInstanceOf(RetryLater.class)
                .hasMessage("no secret today");
    }

    @Test
    void aBadGatewayIsTriedLaterThoughItsPageIsNoJson() {
        gitHub.server()
                .faults(request -> Optional.of(Fault.instead(new Response(
                        502,
                        Map.of("Content-Type", "text/html"),
                        "<h1>502</h1>".getBytes(java.nio.charset.StandardCharsets.UTF_8)))));

        assertThatThrownBy(() -> Await.answer(http(tokens).find("look at acme/build", "/repos/acme/build")))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("did not look at acme/build: no message (HTTP 502");
    }

    @Test
    void aCutConnectionIsTriedLater() {
        gitHub.server().faults(request -> Optional.of(Fault.cutBefore()));

        assertThatThrownBy(() -> Await.answer(
                        http(tokens).send("set", "POST", "/repos/acme/build/actions/variables", Map.of("name", "B"))))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("GitHub could not be reached to set");
    }

    @Test
    void aHostThatIsNotThereIsTriedLater() {
        int port = freePort();
        var http = Connections.to("http://127.0.0.1:" + port, tokens, 4, new SettableClock(Instant.EPOCH));

        assertThatThrownBy(() -> Await.answer(http.find("look", "/repos/acme/build")))
                .isInstanceOf(RetryLater.class);
    }

    @Test
    void anAnswerThatStallsInItsBodyIsGivenUp() throws Exception {
        try (var server = new ServerSocket(0)) {
            var unused = CompletableFuture.runAsync(() -> stallInBody(server));
            var http = new GitHubHttp(
                    URI.create("http://127.0.0.1:" + server.getLocalPort()),
                    tokens,
                    Connections.unlimited(1),
                    Duration.ofMillis(200),
                    new SettableClock(Instant.EPOCH));

            assertThatThrownBy(() -> Await.answer(http.find("look", "/repos/acme/build")))
                    .isInstanceOf(RetryLater.class)
                    .hasMessageContaining("did not end in time");
        }
    }

    private static void stallInBody(ServerSocket server) {
        try {
            Socket connection = server.accept();
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".getBytes(US_ASCII));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void neverMoreRequestsAreUnderWayThanAllowed() {
        gitHub.server().latency(Duration.ofMillis(40));
        GitHubHttp http = Connections.to(gitHub.apiUrl(), tokens, 3, new SettableClock(Instant.EPOCH));

        List<CompletableFuture<?>> all = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> all.add(http.find("look", "/repos/acme/build")));
        all.forEach(Await::answer);

        assertThat(calls()).hasSize(12);
        assertThat(mostAtOnce(calls())).isEqualTo(3);
    }

    @Test
    void aFailedRequestMakesRoomForTheNext() {
        gitHub.server().faults(request -> Optional.of(Fault.cutBefore()));
        GitHubHttp http = Connections.to(gitHub.apiUrl(), tokens, 1, new SettableClock(Instant.EPOCH));
        List<CompletableFuture<?>> failing = new ArrayList<>();
        IntStream.range(0, 3).forEach(i -> failing.add(http.find("look", "/repos/acme/build")));
        failing.forEach(
                each -> assertThat(catchThrowable(() -> Await.answer(each))).isInstanceOf(RetryLater.class));

        gitHub.server().faults(request -> Optional.empty());

        assertThat(Await.answer(http.find("look", "/repos/acme/build"))).isPresent();
    }

    @Test
    void noFailureShowsTheToken() {
        List<Fault> faults = List.of(
                Fault.cutBefore(),
                Fault.instead(Response.empty(500)),
                Fault.instead(Response.json(401, "{\"message\":\"Bad credentials\"}")),
                Fault.instead(Response.json(403, "{\"message\":\"Forbidden\"}")),
                Fault.instead(Response.json(429, "{}")));
        for (Fault fault : faults) {
            gitHub.server().faults(request -> Optional.of(fault));

            Throwable failure = catchThrowable(() -> Await.answer(http(tokens).find("look", "/repos/acme/build")));

            assertThat(failure).isInstanceOf(Failure.class);
            assertThat(Throwables.getStackTrace(failure)).doesNotContain("canary");
        }
    }

    private GitHubHttp http(Credentials credentials) {
        return Connections.to(gitHub.apiUrl(), credentials, 4, new SettableClock(Instant.EPOCH));
    }

    private List<Call> calls() {
        return LOG.calls().subList(callsBefore, LOG.calls().size());
    }

    private static long mostAtOnce(List<Call> calls) {
        return calls.stream()
                .mapToLong(call -> calls.stream()
                        .filter(other -> other.started().compareTo(call.started()) <= 0
                                && other.ended().compareTo(call.started()) > 0)
                        .count())
                .max()
                .orElse(0);
    }

    private static int freePort() {
        try (var server = new LocalServer(0, request -> Response.empty(200))) {
            return server.port();
        }
    }
}
