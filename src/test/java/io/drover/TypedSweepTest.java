package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.TypedProjects;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.SageMakerProjectScene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sweep finds among SageMaker Projects. */
class TypedSweepTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static Sandbox sandbox;
    private static TypedProjects projects;
    private static DroverInProcess drover;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox();
        projects = new TypedProjects(sandbox);
        Map<String, String> environment = projects.environmentWithResearch(data);
        environment.put(
                "DROVER_RECONCILE_DOMAINS",
                "%s:%s,%s:%s"
                        .formatted(
                                AwsStandIn.ACCOUNT,
                                AwsStandIn.REGION,
                                TypedProjects.RESEARCH,
                                TypedProjects.RESEARCH_REGION));
        environment.put("DROVER_RECONCILE_INTERVAL", "2s");
        environment.put("DROVER_RECONCILE_MEND", "true");
        drover = DroverInProcess.start(environment);
    }

    @AfterAll
    static void stop() {
        drover.close();
        sandbox.close();
    }

    @AfterEach
    void everythingFitsTheDescriptions() {
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void projectsWhoseEventsNeverCameAreReadyAfterASweepInEachAccount() {
        SageMakerProjectScene here = projects.project("train", "forgotten");
        SageMakerProjectScene there = projects.project("train", "forgotten-too")
                .account(TypedProjects.RESEARCH, TypedProjects.RESEARCH_REGION);

        projects.awaitOutcome("Drover Project Ready", here, 1);
        projects.awaitOutcome("Drover Project Ready", there, 1);

        awaitSweeps();
        assertThat(sandbox.gitHub().repositories()).contains(training(here), training(there));
        projects.awaitOutcome("Drover Project Ready", here, 1);
    }

    @Test
    void aProjectOfNobodysProductIsStoppedOnceAndLeftAlone() {
        SageMakerProjectScene foreign =
                sandbox.aws().sageMakerProject("foreign").product("prod-of-others");

        projects.awaitOutcome("Drover Project Stopped", foreign, 1);

        awaitSweeps();
        projects.awaitOutcome("Drover Project Stopped", foreign, 1);
        assertThat(sandbox.gitHub().repositories()).noneMatch(name -> name.contains(foreign.name()));
    }

    @Test
    void whatDiffersIsMendedWhenTheSettingAllowsIt() {
        SageMakerProjectScene project = projects.project("train", "drifted");
        projects.awaitOutcome("Drover Project Ready", project, 1);
        String gone =
                sandbox.gitHub().secrets(training(project)).keySet().iterator().next();

        sandbox.gitHub().removeSecret(training(project), gone);

        await().atMost(ENOUGH)
                .untilAsserted(() ->
                        assertThat(sandbox.gitHub().secrets(training(project))).containsKey(gone));
        projects.awaitOutcome("Drover Project Ready", project, 2);
    }

    private static String training(SageMakerProjectScene project) {
        return Sandbox.ORGANIZATION + "/mlops-" + project.group() + "-model-training";
    }

    /** Two whole ones from now on, of two accounts each: the one under way may have looked before. */
    private static void awaitSweeps() {
        int before = listings();
        await().atMost(ENOUGH).until(() -> listings() > before + 4);
    }

    private static int listings() {
        return sandbox.log()
                .calls(call -> call.operation().equals("ListProjects"))
                .size();
    }
}
