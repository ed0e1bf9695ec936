package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** DataZone's domains, projects and project profiles. */
final class DataZoneProjects {
    private static final String CREATED_BY = "11112222-3333-4444-5555-666677778888";

    private final Scenes scenes;
    private final Instant created;

    DataZoneProjects(Scenes scenes) {
        this.scenes = scenes;
        this.created = scenes.clock().instant().minus(Duration.ofDays(1));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetProject", this::getProject,
                "ListProjects", this::listProjects,
                "GetProjectProfile", this::getProjectProfile,
                "GetDomain", this::getDomain,
                "ListDomains", this::listDomains);
    }

    private ObjectNode getProject(JsonNode input) {
        String id = input.path("identifier").asText();
        ProjectScene scene =
                scenes.find(input.path("domainIdentifier").asText(), id).orElseThrow(() -> notFound("Project", id));
        ObjectNode project = summary(scene);
        project.put("projectProfileId", scene.profileId()).put("lastUpdatedAt", created.toString());
        String status = scene.pollDeployment();
        ObjectNode details = project.putObject("environmentDeploymentDetails");
        details.put("overallDeploymentStatus", status);
        if (status.startsWith("FAILED")) {
            ObjectNode reasons = details.putObject("environmentFailureReasons");
            scene.failures()
                    .forEach((environment, message) -> reasons.putArray(environment)
                            .addObject()
                            .put("code", "DEPLOYMENT_FAILED")
                            .put("message", message));
        }
        if (scene.showsUserParameters()) {
            project.putArray("userParameters").add(userParameters(scene));
        }
        return project;
    }

    private static ObjectNode userParameters(ProjectScene scene) {
        ObjectNode group = Json.object().put("environmentConfigurationName", "Tooling");
        if (scene.hasTooling() && scene.isDeployed()) {
            group.put("environmentId", scene.resources().toolingEnvironmentId());
        }
        group.set(
                "environmentParameters",
                ProjectEvents.parameters(scene.resources().gitParameters()));
        if (scene.hasAccountPool()) {
            group.putObject("environmentResolvedAccount")
                    .put("awsAccountId", scene.account())
                    .put("regionName", scene.region())
                    .put("sourceAccountPoolId", "pool1a2b3c4d5e");
        }
        return group;
    }

    private ObjectNode summary(ProjectScene scene) {
        return Json.object()
                .put("domainId", scene.domainId())
                .put("id", scene.projectId())
                .put("name", scene.name())
                .put("createdBy", CREATED_BY)
                .put("createdAt", created.toString())
                .put("domainUnitId", scene.domainUnitId())
                .put("projectStatus", scene.projectStatus());
    }

    private ObjectNode listProjects(JsonNode input) {
        String name = Json.text(input, "name");
        List<ProjectScene> found = scenes
                .projects(input.path("domainIdentifier").asText())
                .stream()
                .filter(scene -> name == null || scene.name().equals(name))
                .toList();
        return page(found, input, 50, scene -> summary(scene).put("updatedAt", created.toString()));
    }

    private ObjectNode getProjectProfile(JsonNode input) {
        String id = input.path("identifier").asText();
        ProjectScene scene = scenes.projects(input.path("domainIdentifier").asText()).stream()
                .filter(project -> project.profileId().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound("Project profile", id));
        ObjectNode profile = Json.object()
                .put("domainId", scene.domainId())
                .put("id", id)
                .put("name", scene.profileName())
                .put("createdBy", CREATED_BY)
                .put("createdAt", created.toString())
                .put("domainUnitId", scene.domainUnitId())
                .put("status", "ENABLED");
        profile.putArray("environmentConfigurations").add(configuration(scene));
        return profile;
    }

    private static ObjectNode configuration(ProjectScene scene) {
        ObjectNode configuration = Json.object()
                .put("name", "Tooling")
                .put("id", scene.token("configuration", 14))
                .put("environmentBlueprintId", "4s1b2c3d4e5f6g")
                .put("deploymentMode", "ON_CREATE")
                .put("deploymentOrder", 0);
        configuration.putObject("awsRegion").put("regionName", scene.region());
        if (scene.hasAccountPool()) {
            configuration.putArray("accountPools").add("pool1a2b3c4d5e");
        } else {
            configuration.putObject("awsAccount").put("awsAccountId", scene.account());
        }
        configuration
                .putObject("configurationParameters")
                .putArray("resolvedParameters")
                .addObject()
                .put("name", "gitConnectionArn")
                .put("value", scene.resources().connectionArn())
                .put("isEditable", false);
        return configuration;
    }

    private ObjectNode getDomain(JsonNode input) {
        String id = input.path("identifier").asText();
        ProjectScene scene = scenes.projects(id).stream().findFirst().orElseThrow(() -> notFound("Domain", id));
        String role = "arn:aws:iam::" + scene.account() + ":role/service-role/AmazonSageMakerDomain";
        return Json.object()
                .put("id", id)
                .put("name", "studio")
                .put("arn", scene.resources().dataZoneDomainArn())
                .put("rootDomainUnitId", "5jx0a8b7c6d5e4")
                .put("domainExecutionRole", role + "Execution")
                .put("serviceRole", role + "Service")
                .put("domainVersion", "V2")
                .put("status", "AVAILABLE")
                .put("createdAt", Json.seconds(created))
                .put("portalUrl", "https://" + id + ".sagemaker." + scene.region() + ".on.aws");
    }

    private ObjectNode listDomains(JsonNode input) {
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        scenes.projects().forEach(scene -> ids.add(scene.domainId()));
        return page(List.copyOf(ids), input, 25, id -> {
            ProjectScene scene = scenes.projects(id).get(0);
            return Json.object()
                    .put("id", id)
                    .put("name", "studio")
                    .put("arn", scene.resources().dataZoneDomainArn())
                    .put("managedAccountId", scene.account())
                    .put("domainVersion", "V2")
                    .put("status", "AVAILABLE")
                    .put("createdAt", Json.seconds(created));
        });
    }

    private <T> ObjectNode page(List<T> all, JsonNode input, int most, Function<T, JsonNode> each) {
        int size = scenes.pageSize(input.path("maxResults").asInt(most));
        Page<T> page = Page.of(all, size, Json.text(input, "nextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("items", Json.array(page.items(), each));
        if (page.next() != null) {
            answer.put("nextToken", page.next());
        }
        return answer;
    }

    private static AwsError notFound(String what, String id) {
        return AwsError.of("ResourceNotFoundException", what + " " + id + " not found");
    }
}
