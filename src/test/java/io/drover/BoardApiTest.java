package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ledger.ProjectState;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.StatusScript;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The board's own OpenAPI description, compared with what is really answered. */
class BoardApiTest {
    @Test
    void everyAnswerIsAsTheDescriptionSays(@TempDir Path folder) throws Exception {
        EditedRoutes routes = EditedRoutes.in(folder);
        try (var scene = BoardScene.start(routes.settings())) {
            ProjectScene done = scene.create("7m2k8fraud", "fraud");
            ProjectScene parked = scene.sandbox
                    .project("9q2w1vision")
                    .name("vision")
                    .deployment(StatusScript.always("FAILED_DEPLOYMENT"));
            scene.send(parked);
            scene.awaitState(done, ProjectState.DONE);
            scene.awaitState(parked, ProjectState.PARKED);
            scene.sandbox.aws().models(done).register().approve("Error below the threshold");
            scene.awaitOutcomes("Drover Deployment Finished", 1);
            String description = scene.get("/api/openapi.json").body();
            var validator = OpenApiInteractionValidator.createForInlineApiSpecification(description)
                    .withBasePathOverride("/")
                    .build();
            String project = "/api/projects/" + BoardScene.subject(done);
            String run = new ObjectMapper()
                    .readTree(scene.get(project).body())
                    .at("/runs/0/id")
                    .asText();

            List<String> findings = new ArrayList<>();
            for (String path : List.of(
                    "/api/projects",
                    "/api/projects?limit=x",
                    project,
                    "/api/projects/" + BoardScene.subject(parked),
                    "/api/projects/dzd_1/unknown",
                    "/api/runs/" + run,
                    "/api/summary",
                    "/api/github")) {
                findings.addAll(findings(validator, Method.GET, path, scene.get(path)));
            }
            routes.write(EditedRoutes.FLOW, "- route: {");
            scene.lookAtRoutes();
            HttpResponse<String> summary = scene.get("/api/summary");
            findings.addAll(findings(validator, Method.GET, "/api/summary", summary));
            String reconcile = project + "/reconcile?dryRun=true";
            findings.addAll(findings(
                    validator, Method.POST, reconcile, scene.ask("POST", reconcile, "X-Drover-Request", "true")));
            findings.addAll(findings(validator, Method.POST, reconcile, scene.ask("POST", reconcile)));

            assertThat(findings).isEmpty();
            assertThat(new ObjectMapper()
                            .readTree(summary.body())
                            .at("/routes/problem")
                            .asText())
                    .contains(EditedRoutes.FLOW + ":1:");
            assertThat(described(new ObjectMapper().readTree(description))).containsAll(routed(scene));
        }
    }

    private static List<String> findings(
            OpenApiInteractionValidator validator, Method method, String path, HttpResponse<String> answer) {
        String plain = path.replaceFirst("\\?.*", "");
        var response = SimpleResponse.Builder.status(answer.statusCode())
                .withContentType("application/json")
                .withBody(answer.body())
                .build();
        return validator.validateResponse(plain, method, response).getMessages().stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(Message::toString)
                .map(message -> "%s %s: %s".formatted(method, path, message))
                .toList();
    }

    private static Set<String> described(JsonNode description) {
        var paths = new TreeSet<String>();
        description.path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** The paths that the routes serve, but for the page's and the description's own. */
    private static Set<String> routed(BoardScene scene) {
        var paths = new TreeSet<String>();
        scene.routes().stream()
                .filter(uri -> uri.startsWith("platform-http:"))
                .map(uri -> uri.replaceFirst("platform-http:/*", "/").replaceFirst("\\?.*", ""))
                .map(uri -> URLDecoder.decode(uri, StandardCharsets.UTF_8))
                .filter(path -> path.startsWith("/api/") && !path.equals("/api/openapi.json"))
                .forEach(paths::add);
        return paths;
    }
}
