package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DataZone's environments: Tooling as far as its project is deployed, and the others of the scene. */
final class DataZoneEnvironments {
    private final Scenes scenes;
    private final Instant created;

    DataZoneEnvironments(Scenes scenes) {
        this.scenes = scenes;
        this.created = scenes.clock().instant().minus(Duration.ofHours(1));
    }

    private record Found(ProjectScene scene, EnvironmentScene environment) {}

    Map<String, Operation> operations() {
        return Map.of("ListEnvironments", this::listEnvironments, "GetEnvironment", this::getEnvironment);
    }

    private ObjectNode listEnvironments(JsonNode input) {
        String domain = input.path("domainIdentifier").asText();
        List<Found> found = scenes.find(domain, input.path("projectIdentifier").asText()).stream()
                .flatMap(scene -> environments(scene).stream())
                .filter(each -> asked(input, "name", each.environment().name()))
                .filter(each -> asked(input, "status", each.environment().status()))
                .filter(each -> asked(input, "awsAccountId", each.scene().account()))
                .filter(each -> asked(input, "awsAccountRegion", each.scene().region()))
                .toList();
        int size = scenes.pageSize(input.path("maxResults").asInt(50));
        Page<Found> page = Page.of(found, size, Json.text(input, "nextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("items", Json.array(page.items(), this::summary));
        if (page.next() != null) {
            answer.put("nextToken", page.next());
        }
        return answer;
    }

    private static boolean asked(JsonNode input, String filter, String value) {
        String wanted = Json.text(input, filter);
        return wanted == null || wanted.equals(value);
    }

    private ObjectNode getEnvironment(JsonNode input) {
        String id = input.path("identifier").asText();
        Found found = scenes.projects(input.path("domainIdentifier").asText()).stream()
                .flatMap(scene -> environments(scene).stream())
                .filter(each -> each.environment().id().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.of("ResourceNotFoundException", "Environment " + id + " not found"));
        ObjectNode answer = summary(found).put("environmentBlueprintId", "4s1b2c3d4e5f6g");
        Map<String, String> resources = found.environment().resources();
        answer.set(
                "provisionedResources",
                Json.array(
                        List.copyOf(resources.entrySet()),
                        each -> Json.object()
                                .put("name", each.getKey())
                                .put("value", each.getValue())
                                .put("type", "string")
                                .put("provider", "Amazon SageMaker")));
        return answer;
    }

    private ObjectNode summary(Found found) {
        return Json.object()
                .put("projectId", found.scene().projectId())
                .put("domainId", found.scene().domainId())
                .put("id", found.environment().id())
                .put("name", found.environment().name())
                .put("environmentConfigurationName", found.environment().name())
                .put("environmentConfigurationId", found.scene().token("configuration", 14))
                .put("status", found.environment().status())
                .put("awsAccountId", found.scene().account())
                .put("awsAccountRegion", found.scene().region())
                .put("createdBy", "SYSTEM")
                .put("createdAt", created.toString())
                .put("updatedAt", created.toString())
                .put("provider", "Amazon SageMaker");
    }

    private static List<Found> environments(ProjectScene scene) {
        List<Found> all = new ArrayList<>();
        scene.otherEnvironments().forEach(environment -> all.add(new Found(scene, environment)));
        if (scene.hasTooling()) {
            all.add(new Found(scene, tooling(scene)));
        }
        return all;
    }

    private static EnvironmentScene tooling(ProjectScene scene) {
        String id = scene.resources().toolingEnvironmentId();
        String deployment = scene.deploymentStatus();
        if (deployment.equals("SUCCESSFUL")) {
            return new EnvironmentScene(
                    id, "Tooling", "ACTIVE", scene.resources().tooling());
        }
        String status = deployment.startsWith("FAILED") ? "CREATE_FAILED" : "CREATING";
        return new EnvironmentScene(id, "Tooling", status, Map.of());
    }
}
