package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.FreePort;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Response;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void aDroverLivesAsLongAsItSaysSo() {
        var status = new AtomicInteger(200);
        try (var server = new LocalServer(
                0,
                request -> Response.json(request.path().equals("/observe/health/live") ? status.get() : 404, "{}"))) {
            assertThat(Probe.lives(server.port())).isTrue();

            status.set(503);

            assertThat(Probe.lives(server.port())).isFalse();
        }
    }

    @Test
    void nobodyLivesWhereNobodyAnswers() {
        assertThat(Probe.lives(FreePort.near(0))).isFalse();
    }
}
