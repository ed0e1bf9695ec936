package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.http.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole product in this process, with the projects' settings in a file of their repositories. */
class FileModeOnboardingTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private Sandbox sandbox;
    private DroverInProcess drover;

    @BeforeEach
    void start() throws Exception {
        sandbox = new Sandbox();
        drover = DroverInProcess.start(environment("ledger"));
    }

    @AfterEach
    void stop() {
        drover.close();
        sandbox.close();
    }

    private Map<String, String> environment(String ledger) {
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data.resolve(ledger)));
        environment.put("DROVER_GITHUB_SETTINGS_MODE", "file");
        return environment;
    }

    @Test
    void givesAProjectItsSettingsInNineRequestsAndNeverOverwritesThem() throws Exception {
        ProjectScene project = sandbox.project("compact");
        Duration from = sandbox.log().now();

        onboard(project, 1);

        List<Call> gitHub = since(from);
        assertThat(Expectation.shortcomings(sandbox, project, SettingsMode.FILE))
                .isEmpty();
        assertThat(gitHub).filteredOn(call -> call.system().equals("github")).hasSizeLessThanOrEqualTo(9);
        assertThat(gitHub).filteredOn(Call::writes).hasSizeLessThanOrEqualTo(5);

        String corrected = "REGION=eu-central-1\nGLUE_TABLE=whales\n";
        sandbox.gitHub()
                .commit(project.repository(), "main", Map.of(".drover/project.env", corrected), "Our own table");
        drover.close();
        sandbox.aws().abandonReceives();
        drover = DroverInProcess.start(environment("another-ledger"));
        from = sandbox.log().now();

        onboard(project, 2);

        assertThat(since(from)).noneMatch(Call::writes);
        assertThat(sandbox.gitHub().files(project.repository(), "main"))
                .hasEntrySatisfying(
                        ".drover/project.env", file -> assertThat(file.text()).isEqualTo(corrected));
    }

    private void onboard(ProjectScene project, int outcomes) {
        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .filteredOn(outcome -> outcome.detailType().equals("Drover Project Ready")
                                && outcome.resources().contains(project.domainId() + "/" + project.projectId()))
                        .hasSize(outcomes));
    }

    private List<Call> since(Duration from) {
        return sandbox.gitHubCalls().stream()
                .filter(call -> call.started().compareTo(from) > 0)
                .toList();
    }
}
