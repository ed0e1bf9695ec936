package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.OutcomeEvent;
import io.drover.sandbox.aws.SageMakerProjectScene;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.github.StandInRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what README.md tells to do under "A type of your own", with the file that stands there. */
class ProjectTypeTutorialTest {
    private static final Duration ENOUGH = Duration.ofSeconds(60);
    private static final String REVIEWER = "alice";
    private static final String BUCKET = "acme-pictures";
    private static final String WORKFLOW = """
        on:
          workflow_dispatch:
        jobs:
          work:
            runs-on: ubuntu-latest
            steps:
              - run: echo "The sandbox runs no job"
        """;

    @TempDir
    Path data;

    private final Sandbox sandbox = new Sandbox();
    private DroverInProcess drover;

    @BeforeEach
    void startWithTheFileOfThePage() throws Exception {
        sandbox.gitHub().user(REVIEWER);
        sandbox.gitHub().commit(Sandbox.TEMPLATES, "main", templates(), "Templates of the tutorial");
        Path file = Files.writeString(data.resolve("vision.yaml"), tutorial());
        Map<String, String> environment = new HashMap<>(sandbox.unhurriedEnvironment(data));
        environment.put("DROVER_PROJECT_TYPES", file.toString());
        drover = DroverInProcess.start(environment);
    }

    @AfterEach
    void stop() {
        drover.close();
        sandbox.close();
    }

    @Test
    void aProjectOfTheProductGetsWhatTheTypeOfTheTutorialSays() {
        SageMakerProjectScene project = sandbox.aws()
                .sageMakerProject("cats")
                .product("prod-abcdzk7xy33qa")
                .parameter("PictureBucket", BUCKET)
                .parameter("GitUser", REVIEWER)
                .parameter("Labeling", "true");

        sandbox.aws().send(sandbox.aws().projectEventsQueue(), project.createProjectEvent());
        await().atMost(ENOUGH)
                .untilAsserted(() -> assertThat(sandbox.aws().outcomes())
                        .extracting(OutcomeEvent::detailType)
                        .containsExactly("Drover Project Ready"));

        String model = Sandbox.ORGANIZATION + "/vision-" + project.group();
        String labels = model + "-labels";
        GitHubStandIn gitHub = sandbox.gitHub();
        assertThat(gitHub.repositories()).contains(model, labels);
        assertThat(gitHub.variables(model))
                .containsOnly(
                        Map.entry("AWS_REGION", project.region()),
                        Map.entry("PICTURE_BUCKET", BUCKET),
                        Map.entry("PROJECT", project.group()));
        assertThat(gitHub.variables(labels)).containsOnly(Map.entry("PICTURE_BUCKET", BUCKET));
        assertThat(gitHub.protection(model, "production").orElseThrow().reviewers())
                .hasSize(1);
        assertThat(gitHub.deploymentBranches(model, "production")).containsExactly("main");
        assertThat(gitHub.permissions(model)).containsEntry("user/" + REVIEWER, "maintain");
        assertThat(gitHub.workflowRuns().runs(model))
                .extracting(StandInRun::workflow)
                .containsExactly("train.yml");
        assertThat(sandbox.violations()).isEmpty();
    }

    private static Map<String, String> templates() {
        return Map.of(
                "vision/model/.github/workflows/train.yml", WORKFLOW,
                "vision/model/.github/workflows/deploy.yml", WORKFLOW,
                "vision/labels/README.md", "Labels of pictures");
    }

    /** The one block of YAML of the section. */
    private static String tutorial() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("### A type of your own"), readme.indexOf("## Change a flow"));
        List<String> blocks = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$")
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }
}
