package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Expectation;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.http.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sweep finds and what becomes of it. */
class SweepTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    @TempDir
    Path data;

    private final Sandbox sandbox = new Sandbox();
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable DroverInProcess drover;

    @BeforeEach
    void prepare() {
        environment.putAll(sandbox.unhurriedEnvironment(data));
        environment.put("DROVER_RECONCILE_DOMAINS", AwsStandIn.DOMAIN);
        environment.put("DROVER_RECONCILE_INTERVAL", INTERVAL.toSeconds() + "s");
        environment.put("DROVER_LEDGER_LEASE", "4s");
    }

    private void start() throws Exception {
        drover = DroverInProcess.start(environment);
    }

    @AfterEach
    void stop() {
        if (drover != null) {
            drover.close();
        }
        assertThat(sandbox.violations()).isEmpty();
        sandbox.close();
    }

    @Test
    void aProjectWhoseEventNeverCameIsReadyAfterOneSweep() throws Exception {
        ProjectScene project = sandbox.project("forgotten");

        start();

        awaitReady(project, 1);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        awaitSweeps(2);
        assertThat(sandbox.aws().outcomes()).hasSize(1);
    }

    @Test
    void aProjectFromBeforeDroverIsLeftAlone() throws Exception {
        environment.put("DROVER_RECONCILE_NEWER_THAN", "1h");
        sandbox.project("ancient");

        start();

        awaitSweeps(2);
        assertThat(sandbox.aws().outcomes()).isEmpty();
        assertThat(sandbox.gitHubCalls()).noneMatch(Call::writes);
    }

    @Test
    void differencesAreOnlyReportedUnlessTheyMayBeMended() throws Exception {
        ProjectScene project = sandbox.project("drifted");
        start();
        awaitReady(project, 1);
        int writes = writes();

        sandbox.gitHub().removeSecret(project.repository(), "REGION");

        awaitSweeps(3);
        assertThat(writes()).isEqualTo(writes);
        assertThat(sandbox.gitHub().secrets(project.repository())).doesNotContainKey("REGION");
    }

    @Test
    void whatDiffersIsMendedWhenTheSettingAllowsIt() throws Exception {
        environment.put("DROVER_RECONCILE_MEND", "true");
        ProjectScene project = sandbox.project("mended");
        start();
        awaitReady(project, 1);
        int writes = writes();

        sandbox.gitHub().removeSecret(project.repository(), "REGION");

        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.gitHub().secrets(project.repository()))
                        .containsKey("REGION"));
        awaitReady(project, 2);
        assertThat(writes()).isEqualTo(writes + 1);
        assertThat(Expectation.shortcomings(sandbox, project)).isEmpty();
        awaitSweeps(2);
        assertThat(writes()).isEqualTo(writes + 1);
    }

    @Test
    void allOldEventsSentOnceMoreCauseNoWrite() throws Exception {
        List<ProjectScene> projects =
                List.of(sandbox.project("old1"), sandbox.project("old2"), sandbox.project("old3"));
        start();
        projects.forEach(project -> awaitReady(project, 1));
        int writes = writes();
        int outcomes = sandbox.aws().outcomes().size();

        projects.forEach(
                project -> sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent()));

        await().atMost(ENOUGH)
                .until(() -> sandbox.aws()
                        .messages(sandbox.aws().projectEventsQueue())
                        .isEmpty());
        assertThat(writes()).isEqualTo(writes);
        assertThat(sandbox.aws().outcomes()).hasSize(outcomes);
    }

    @Test
    void aSweepThatMayNotListProjectsLeavesNoDeadLetterAndGoesOnWhenItMay() throws Exception {
        ProjectScene project = sandbox.project("hidden");
        sandbox.aws().deny("datazone", "ListProjects", 2);

        start();

        awaitReady(project, 1);
        assertThat(sandbox.aws().messages(sandbox.aws().deadLettersQueue())).isEmpty();
    }

    private void awaitReady(ProjectScene project, int times) {
        await("project " + project.projectId())
                .atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .filteredOn(outcome -> outcome.detailType().equals("Drover Project Ready"))
                        .filteredOn(
                                outcome -> outcome.resources().contains(project.domainId() + "/" + project.projectId()))
                        .hasSize(times));
    }

    /** So many whole ones from now on: the one under way may have looked before. */
    private void awaitSweeps(int count) {
        int before = listings();
        await().atMost(ENOUGH).until(() -> listings() > before + count);
    }

    private int listings() {
        return sandbox.log()
                .calls(call -> call.operation().equals("ListProjects"))
                .size();
    }

    private int writes() {
        return (int) sandbox.gitHubCalls().stream().filter(Call::writes).count();
    }
}
