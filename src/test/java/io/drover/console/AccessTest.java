package io.drover.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.console.Access.Asked;
import io.drover.console.Access.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
    private static final Access OPEN = new Access(null, null, null, null);
    private static final Access BASIC = new Access("operator", "canary7Password", null, null);
    private static final Access PROXY = new Access(null, null, "X-Forwarded-User", "10.0.0.7");

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"})
    void withoutAuthenticationTheBoardAnswersToThisMachine(String host) {
        assertThat(OPEN.problem(host)).isEmpty();
        assertThat(OPEN.refusal(asked("GET", host, Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "board.acme.example", "localhost.acme.example", "127.0.0.1.acme.example", "10.0.0.1"})
    void withoutAuthenticationNoOtherNameIsAnswered(String host) {
        assertThat(status(OPEN.refusal(asked("GET", host, Map.of())))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "board.acme.example"})
    void beyondThisMachineTheBoardNeedsAuthentication(String host) {
        assertThat(OPEN.problem(host))
                .hasValueSatisfying(problem -> assertThat(problem).contains("drover.board.host", host));
        assertThat(BASIC.problem(host)).isEmpty();
        assertThat(PROXY.problem(host)).isEmpty();
    }

    @Test
    void halfAnAuthenticationIsNone() {
        assertThat(new Access("operator", null, null, null).problem("127.0.0.1"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("drover.board.password"));
        assertThat(new Access(null, "canary7Password", null, null).problem("127.0.0.1"))
                .isPresent();
        assertThat(new Access(null, null, "X-Forwarded-User", null).problem("127.0.0.1"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("drover.board.trusted-proxy"));
        assertThat(new Access(null, null, null, "10.0.0.7").problem("127.0.0.1"))
                .isPresent();
    }

    @Test
    void withoutAuthenticationAToolOnAnotherMachineIsRefusedWhateverNameItSays() {
        var local = new Asked("GET", "localhost", "127.0.0.1", name -> null);
        var remote = new Asked("GET", "localhost", "10.0.0.8", name -> null);

        assertThat(OPEN.refusalOfTool(local)).isEmpty();
        assertThat(status(OPEN.refusalOfTool(remote))).isEqualTo(403);
        assertThat(status(BASIC.refusalOfTool(remote))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.example",
                "null",
                "",
                "http://localhost.acme.example:8090",
                "http://127.0.0.1.acme.example",
                "https://acme.example/http://localhost"
            })
    void aPageOfAnotherSiteMayNotUseATool(String origin) {
        assertThat(status(OPEN.refusalOfTool(asked("POST", "localhost", Map.of("Origin", origin)))))
                .isEqualTo(403);
        assertThat(OPEN.refusalOfTool(asked("GET", "localhost", Map.of("Origin", "http://localhost:8090"))))
                .isEmpty();
    }

    @Test
    void userAndPasswordMustBothBeRight() {
        assertThat(BASIC.refusal(basic("operator", "canary7Password"))).isEmpty();
        assertThat(status(BASIC.refusal(basic("operator", "canary7Passwor")))).isEqualTo(401);
        assertThat(status(BASIC.refusal(basic("Operator", "canary7Password")))).isEqualTo(401);
        assertThat(status(BASIC.refusal(basic("", "")))).isEqualTo(401);
        assertThat(status(BASIC.refusal(asked("GET", "localhost", Map.of())))).isEqualTo(401);
        assertThat(status(BASIC.refusal(asked("GET", "localhost", Map.of("Authorization", "Bearer x")))))
                .isEqualTo(401);
    }

    @Test
    void onlyTheTrustedProxyTellsWhoItIs() {
        Map<String, String> user = Map.of("X-Forwarded-User", "alice");

        assertThat(PROXY.refusal(new Asked("GET", "board.acme.example", "10.0.0.7", user::get)))
                .isEmpty();
        assertThat(status(PROXY.refusal(new Asked("GET", "board.acme.example", "10.0.0.8", user::get))))
                .isEqualTo(401);
        assertThat(status(PROXY.refusal(
                        new Asked("GET", "board.acme.example", "10.0.0.7", Map.of("X-Forwarded-User", " ")::get))))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void whatWritesMustCarryTheHeader(String method) {
        assertThat(status(OPEN.refusal(asked(method, "localhost", Map.of())))).isEqualTo(403);
        assertThat(OPEN.refusal(asked(method, "localhost", Map.of("X-Drover-Request", "true"))))
                .isEmpty();
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(BASIC.toString()).doesNotContain("canary7Password");
    }

    private static int status(Optional<Refusal> refusal) {
        return refusal.orElseThrow().status();
    }

    private static Asked basic(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return asked("GET", "board.acme.example", Map.of("Authorization", "Basic " + pair));
    }

    private static Asked asked(String method, String host, Map<String, String> headers) {
        return new Asked(method, host, "127.0.0.1", headers::get);
    }
}
