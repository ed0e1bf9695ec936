package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The board beyond this machine. */
class BoardAccessTest {
    private static final List<String> PATHS = List.of(
            "/", "/board.js", "/board.css", "/api/projects", "/api/summary", "/api/github", "/api/openapi.json", "/no");

    @Test
    void nothingIsServedToStrangers() throws Exception {
        try (var scene = BoardScene.start(Map.of(
                "DROVER_BOARD_HOST", "0.0.0.0",
                "DROVER_BOARD_USER", "operator",
                "DROVER_BOARD_PASSWORD", "canary7Password",
                "DROVER_BOARD_USER_HEADER", "X-Forwarded-User",
                "DROVER_BOARD_TRUSTED_PROXY", "192.0.2.1"))) {
            for (String path : PATHS) {
                HttpResponse<String> stranger = scene.get(path);
                assertThat(stranger.statusCode()).as(path).isEqualTo(401);
                assertThat(stranger.headers().firstValue("WWW-Authenticate"))
                        .hasValueSatisfying(asked -> assertThat(asked).startsWith("Basic"));
                assertThat(stranger.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
                assertThat(scene.get(path, "X-Forwarded-User", "alice").statusCode())
                        .as(path)
                        .isEqualTo(401);
            }

            HttpResponse<String> known = scene.get("/api/github", "Authorization", basic());

            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(known.headers().map().toString()).doesNotContain(basic());
            assertThat(scene.get("/", "Authorization", basic()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutAuthenticationDroverDoesNotListenBeyondThisMachine() {
        assertThatThrownBy(() -> BoardScene.start(Map.of("DROVER_BOARD_HOST", "0.0.0.0")))
                .satisfies(problem -> assertThat(Drover.find(problem))
                        .isNotNull()
                        .hasMessageContaining("drover.board.host must be 127.0.0.1, not '0.0.0.0'"));
    }

    @Test
    void camelsOwnSettingOfTheAddressIsNoWayAround() throws Exception {
        try (var scene = BoardScene.start(Map.of("CAMEL_SERVER_HOST", "0.0.0.0"))) {
            for (String path : PATHS) {
                assertThat(scene.get(path).statusCode()).as(path).isEqualTo(403);
            }
        }
    }

    private static String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString("operator:canary7Password".getBytes(StandardCharsets.UTF_8));
    }
}
