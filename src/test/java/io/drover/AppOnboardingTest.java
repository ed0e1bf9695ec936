package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product in this process, where a GitHub App stands in the secret. */
class AppOnboardingTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private Sandbox sandbox;
    private DroverInProcess drover;

    @BeforeEach
    void start() throws Exception {
        sandbox = new Sandbox();
        sandbox.useApp(Map.of(
                "administration", "write",
                "contents", "write",
                "workflows", "write",
                "secrets", "write",
                "actions_variables", "write"));
        drover = DroverInProcess.start(sandbox.environment(data));
    }

    @AfterEach
    void stop() {
        drover.close();
        sandbox.close();
    }

    @Test
    void givesProjectsTheirRepositoriesWithTokensThatGitHubMakesForTheApp() {
        ProjectScene first = sandbox.project("first");
        onboard(first);
        assertThat(tokensMade()).isEqualTo(1);
        sandbox.gitHub().revokeInstallationTokens();
        ProjectScene second = sandbox.project("second");

        onboard(second);

        assertThat(Expectation.shortcomings(sandbox, first)).isEmpty();
        assertThat(Expectation.shortcomings(sandbox, second)).isEmpty();
        assertThat(tokensMade()).isEqualTo(2);
    }

    private void onboard(ProjectScene project) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .anyMatch(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(project.domainId() + "/" + project.projectId())));
    }

    private int tokensMade() {
        return sandbox.log()
                .calls(call -> call.operation().endsWith("/access_tokens"))
                .size();
    }
}
