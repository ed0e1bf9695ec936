package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnboardingTest {
    @TempDir
    Path data;

    @Test
    void fillsBothRepositories() throws Exception {
        try (var sandbox = new Sandbox();
                var drover = DroverInProcess.start(sandbox.environment(data))) {
            ProjectScene project = sandbox.project("4x7p9q2w1e3r5t");
            sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());

            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(sandbox.aws().outcomes()).isNotEmpty());

            assertThat(drover.camel().getStatus().isStarted()).isTrue();
            sandbox.log().calls().forEach(call -> System.out.println(call));
            assertThat(sandbox.violations()).isEmpty();
            System.out.println(sandbox.aws().outcomes());
            System.out.println(
                    sandbox.gitHub().secrets(Sandbox.deployRepository(project)).keySet());
        }
    }
}
