package io.drover.sandbox.github;

import static io.drover.sandbox.github.RestClient.header;
import static io.drover.sandbox.github.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Response;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedAnswersTest {
    private static final String VARIABLES = "/repos/acme/build/actions/variables";
    private static final CallLog LOG = new CallLog();
    private static GitHubStandIn github;

    private final RestClient client = client();

    @BeforeAll
    static void start() {
        github = new GitHubStandIn(LOG);
        github.accept("ghp_valid");
        github.organization("acme");
    }

    @AfterAll
    static void stop() {
        github.close();
    }

    @BeforeEach
    void aRepository() {
        github.server().faults(request -> Optional.empty());
        if (github.repositories().contains("acme/build")) {
            github.delete("acme/build");
        }
        github.createRepository("acme/build");
    }

    @Test
    void limitsNameTheirTimeInAllForms() {
        Instant until = Instant.parse("2026-01-05T10:00:08Z");

        assertThat(header(told(Limits.tooManyRequests(8)), "Retry-After")).isEqualTo("8");
        assertThat(header(told(Limits.tooManyRequests(until)), "Retry-After"))
                .isEqualTo("Mon, 05 Jan 2026 10:00:08 GMT");
        assertThat(header(told(Limits.secondary(3)), "Retry-After")).isEqualTo("3");
        HttpResponse<String> primary = told(Limits.primary(until));
        assertThat(primary.statusCode()).isEqualTo(403);
        assertThat(header(primary, "X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(primary, "X-RateLimit-Reset")).isEqualTo(String.valueOf(until.getEpochSecond()));
    }

    @Test
    void limitsWithoutATimeHaveOneSignOnly() {
        assertThat(header(told(Limits.tooManyRequests()), "Retry-After")).isEmpty();
        HttpResponse<String> text = told(Limits.secondaryByText());
        assertThat(header(text, "gh-limited-by")).isEmpty();
        assertThat(text.body()).contains("secondary rate limit");
        HttpResponse<String> byHeader = told(Limits.secondaryByHeader());
        assertThat(header(byHeader, "gh-limited-by")).isNotEmpty();
        assertThat(byHeader.body()).doesNotContain("rate limit");
    }

    static Stream<Response> answers() {
        return Stream.of(
                Outages.internalError(),
                Outages.dispatchFailed(),
                Outages.gatewayTimeout(),
                Refusals.badCredentials(),
                Refusals.notFound(),
                Refusals.emptyRepository(),
                Refusals.variableExists(),
                Refusals.repositoryExists());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void refusalsSayWhyInJson(Response answer) {
        HttpResponse<String> told = told(answer);

        assertThat(told.statusCode()).isEqualTo(answer.status());
        assertThat(json(told).path("message").asText()).isNotEmpty();
        assertThat(json(told).path("status").asText()).isEqualTo(String.valueOf(answer.status()));
    }

    @Test
    void someOutagesArePages() {
        for (Response page : new Response[] {Outages.badGateway(), Outages.unavailable()}) {
            HttpResponse<String> told = told(page);

            assertThat(header(told, "Content-Type")).startsWith("text/html");
            assertThat(told.body()).startsWith("<!DOCTYPE html>");
        }
    }

    @Test
    void aMoveKeepsItsStatusAndPlace() {
        HttpResponse<String> told = told(Refusals.moved(302, github.apiUrl() + "/repositories/1"));

        assertThat(told.statusCode()).isEqualTo(302);
        assertThat(header(told, "Location")).endsWith("/repositories/1");
    }

    @Test
    void halfAnAnswerIsAnErrorWhetherTheWorkWasDoneOrNot() {
        github.server().faults(request -> Optional.of(Fault.halfBefore(Response.json(201, "{\"id\":1}"))));
        assertThatThrownBy(() -> setVariable("BEFORE")).isInstanceOf(UncheckedIOException.class);

        github.server().faults(request -> Optional.of(Fault.halfAfter()));
        assertThatThrownBy(() -> setVariable("AFTER")).isInstanceOf(UncheckedIOException.class);

        assertThat(github.variables("acme/build")).containsOnlyKeys("AFTER");
    }

    @Test
    void aCutConnectionIsAnErrorWhetherTheWorkWasDoneOrNot() {
        github.server().faults(request -> Optional.of(Fault.cutBefore()));
        assertThatThrownBy(() -> setVariable("BEFORE")).isInstanceOf(UncheckedIOException.class);

        github.server().faults(request -> Optional.of(Fault.cutAfter()));
        assertThatThrownBy(() -> setVariable("AFTER")).isInstanceOf(UncheckedIOException.class);

        assertThat(github.variables("acme/build")).containsOnlyKeys("AFTER");
    }

    @Test
    void anOutageMayHideThatTheWorkWasDone() {
        github.server().faults(request -> Optional.of(Fault.insteadAfter(Outages.unavailable())));

        assertThat(setVariable("HIDDEN").statusCode()).isEqualTo(503);
        assertThat(github.variables("acme/build")).containsOnlyKeys("HIDDEN");
    }

    @Test
    void aSlowAnswerIsTheRealOne() {
        github.server().faults(request -> Optional.of(Fault.slow(Duration.ofMillis(50))));
        Duration before = LOG.now();

        assertThat(setVariable("SLOW").statusCode()).isEqualTo(201);

        assertThat(LOG.now().minus(before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private static RestClient client() {
        return new RestClient(github.apiUrl(), "ghp_valid");
    }

    private HttpResponse<String> told(Response answer) {
        github.server().faults(request -> Optional.of(Fault.instead(answer)));
        return client.get("/repos/acme/build");
    }

    private HttpResponse<String> setVariable(String name) {
        return client.send("POST", VARIABLES, "{\"name\":\"" + name + "\",\"value\":\"1\"}");
    }
}
