package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SageMaker's domains and the tags of its resources. */
final class SageMaker {
    private final Scenes scenes;
    private final Instant created;

    SageMaker(Scenes scenes) {
        this.scenes = scenes;
        this.created = scenes.clock().instant().minus(Duration.ofHours(1));
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeDomain",
                this::describeDomain,
                "ListDomains",
                this::listDomains,
                "ListTags",
                Operation.by(this::listTags),
                "AddTags",
                Operation.by(this::addTags));
    }

    private ObjectNode describeDomain(JsonNode input) {
        Scenes.SageMakerDomain domain = domain(scenes, input.path("DomainId").asText());
        ObjectNode answer = details(domain)
                .put("AuthMode", "IAM")
                .put("AppNetworkAccessType", "VpcOnly")
                .put("VpcId", "vpc-0a1b2c3d4e5f60718")
                .put("HomeEfsFileSystemId", "fs-0a1b2c3d4e5f60718");
        ProjectScene scene = domain.scene();
        String role = scene == null
                ? "arn:aws:iam::" + AwsStandIn.ACCOUNT + ":role/foreign"
                : scene.resources().executionRoleArn();
        answer.putArray("SubnetIds").add("subnet-0a1b2c3d4e5f60718");
        answer.putObject("DefaultUserSettings").put("ExecutionRole", role);
        answer.putObject("DefaultSpaceSettings").put("ExecutionRole", role);
        if (scene != null) {
            answer.putObject("DomainSettings")
                    .putObject("UnifiedStudioSettings")
                    .put("StudioWebPortalAccess", "ENABLED")
                    .put("DomainAccountId", scene.account())
                    .put("DomainRegion", scene.region())
                    .put("DomainId", scene.domainId())
                    .put("ProjectId", scene.projectId())
                    .put("EnvironmentId", scene.resources().toolingEnvironmentId())
                    .put("ProjectS3Path", scene.resources().artifactPath());
        }
        return answer;
    }

    /** The domain of this id, or the refusal that AWS gives. */
    static Scenes.SageMakerDomain domain(Scenes scenes, String id) {
        return scenes.sageMakerDomains().stream()
                .filter(domain -> domain.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AwsError.of("ResourceNotFound", "Domain [" + id + "] does not exist"));
    }

    private ObjectNode details(Scenes.SageMakerDomain domain) {
        return Json.object()
                .put("DomainArn", domain.arn())
                .put("DomainId", domain.id())
                .put("DomainName", "SageMakerUnifiedStudio-" + domain.id())
                .put("Status", "InService")
                .put("CreationTime", Json.seconds(created))
                .put("LastModifiedTime", Json.seconds(created))
                .put("Url", "https://" + domain.id() + ".studio." + AwsStandIn.REGION + ".sagemaker.aws");
    }

    private ObjectNode listDomains(JsonNode input) {
        int size = scenes.pageSize(input.path("MaxResults").asInt(10));
        var page = Page.of(scenes.sageMakerDomains(), size, Json.text(input, "NextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("Domains", Json.array(page.items(), this::details));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private ObjectNode listTags(JsonNode input, Caller caller) {
        List<Map.Entry<String, String>> tags =
                List.copyOf(tags(input.path("ResourceArn").asText(), caller).entrySet());
        int size = scenes.pageSize(input.path("MaxResults").asInt(50));
        var page = Page.of(tags, size, Json.text(input, "NextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("Tags", Json.array(page.items(), SageMaker::tag));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private ObjectNode addTags(JsonNode input, Caller caller) {
        String arn = input.path("ResourceArn").asText();
        tags(arn, caller);
        Map<String, String> added = new LinkedHashMap<>();
        input.path("Tags")
                .forEach(tag ->
                        added.put(tag.path("Key").asText(), tag.path("Value").asText()));
        scenes.tag(arn, added);
        ObjectNode answer = Json.object();
        answer.set("Tags", Json.array(List.copyOf(tags(arn, caller).entrySet()), SageMaker::tag));
        return answer;
    }

    private Map<String, String> tags(String arn, Caller caller) {
        Map<String, String> tags = scenes.tagged(caller).get(arn);
        if (tags == null) {
            throw AwsError.of("ValidationException", "Could not find resource " + arn);
        }
        return tags;
    }

    static JsonNode tag(Map.Entry<String, String> tag) {
        return Json.object().put("Key", tag.getKey()).put("Value", tag.getValue());
    }
}
