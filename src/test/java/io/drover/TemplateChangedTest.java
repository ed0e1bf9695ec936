package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ledger.ProjectState;
import io.drover.sandbox.Sandbox;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.http.Call;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a new commit of the template repository makes visible. */
class TemplateChangedTest {
    @Test
    void theBoardShowsWhichRepositoriesAreBehindAndNothingIsWrittenToThem() throws Exception {
        try (var scene = BoardScene.start(
                Map.of("DROVER_TEMPLATE_CHECK_INTERVAL", "500ms", "DROVER_HEALTH_INTERVAL", "500ms"))) {
            ProjectScene project = scene.create("7m2k8fraud", "fraud");
            scene.awaitState(project, ProjectState.DONE);
            assertThat(json(scene, "/api/projects?behind=true").path("projects"))
                    .isEmpty();
            int writes = writes(scene);

            scene.sandbox
                    .gitHub()
                    .commit(
                            Sandbox.TEMPLATES,
                            "main",
                            Map.of("regression/model_build/README.md", "# Better\n"),
                            "Explain the pipeline better");

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> json(scene, "/api/projects?behind=true")
                                    .path("projects")
                                    .size()
                            == 1);
            JsonNode page = json(scene, "/api/projects");
            assertThat(page.path("behind").asInt()).isEqualTo(1);
            JsonNode build = page.at("/projects/0/repositories/0");
            JsonNode deploy = page.at("/projects/0/repositories/1");
            assertThat(build.path("role").asText()).isEqualTo("build");
            assertThat(build.path("behindSince").asText()).isNotEmpty();
            assertThat(deploy.path("behindSince").isNull()).isTrue();
            assertThat(writes(scene)).isEqualTo(writes);
            await().atMost(Duration.ofSeconds(60)).until(() -> scene.gauge("drover.repositories.behind") == 1);
        }
    }

    private static int writes(BoardScene scene) {
        return (int) scene.sandbox.gitHubCalls().stream().filter(Call::writes).count();
    }

    private static JsonNode json(BoardScene scene, String path) throws Exception {
        return new ObjectMapper().readTree(scene.get(path).body());
    }
}
