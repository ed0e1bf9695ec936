package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * SageMaker's model registry: the groups of the projects, which have their tags, and those of others, and their versions. What is not
 * there is refused with ValidationException, as the model declares no other error.
 */
final class SageMakerModels {
    /** What the stand-in would have to carry out, and does not. */
    private static final Set<String> MISSING = Set.of(
            "CreationTimeAfter",
            "CreationTimeBefore",
            "NameContains",
            "ModelCard",
            "ModelPackageRegistrationType",
            "AdditionalInferenceSpecificationsToAdd");

    private final Scenes scenes;
    private final EventBridge events;
    private final Map<String, ModelGroupScene> groups = new LinkedHashMap<>();

    SageMakerModels(Scenes scenes, EventBridge events) {
        this.scenes = scenes;
        this.events = events;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeModelPackageGroup", Operation.by(this::describeGroup),
                "DescribeModelPackage", Operation.by(this::describePackage),
                "ListModelPackages", Operation.by(this::listPackages),
                "UpdateModelPackage", Operation.by(this::updatePackage));
    }

    /** The one there is, or a new one. */
    synchronized ModelGroupScene group(String arn) {
        return groups.computeIfAbsent(arn, key -> new ModelGroupScene(key, scenes.clock(), events::send));
    }

    private synchronized List<ModelGroupScene> groups(Caller caller) {
        scenes.projects().forEach(scene -> group(scene.resources().modelPackageGroupArn()));
        scenes.sageMakerProjectGroups().keySet().forEach(this::group);
        return groups.values().stream()
                .filter(group -> !scenes.hides(group.arn(), caller))
                .toList();
    }

    private ModelGroupScene found(String arnOrName, Caller caller) {
        return groups(caller).stream()
                .filter(group -> group.arn().equals(arnOrName) || group.name().equals(arnOrName))
                .findFirst()
                .orElseThrow(() ->
                        AwsError.of("ValidationException", "ModelPackageGroup " + arnOrName + " does not exist."));
    }

    private ModelPackageScene foundPackage(String arn, Caller caller) {
        return groups(caller).stream()
                .flatMap(group -> group.versions().stream())
                .filter(version -> version.arn().equals(arn))
                .findFirst()
                .orElseThrow(() -> AwsError.of("ValidationException", "ModelPackage " + arn + " does not exist."));
    }

    private ObjectNode describeGroup(JsonNode input, Caller caller) {
        ModelGroupScene group = found(input.path("ModelPackageGroupName").asText(), caller);
        ObjectNode answer = Json.object()
                .put("ModelPackageGroupName", group.name())
                .put("ModelPackageGroupArn", group.arn())
                .put("CreationTime", Json.seconds(scenes.clock().instant().minus(Duration.ofHours(1))))
                .put("ModelPackageGroupStatus", "Completed");
        answer.putObject("CreatedBy");
        return answer;
    }

    private ObjectNode describePackage(JsonNode input, Caller caller) {
        return foundPackage(input.path("ModelPackageName").asText(), caller).description();
    }

    private ObjectNode updatePackage(JsonNode input, Caller caller) {
        requireKnown(input);
        ModelPackageScene changed = foundPackage(input.path("ModelPackageArn").asText(), caller);
        changed.update(input);
        return Json.object().put("ModelPackageArn", changed.arn());
    }

    private ObjectNode listPackages(JsonNode input, Caller caller) {
        requireKnown(input);
        List<ObjectNode> found = new ArrayList<>(asked(input, caller).stream()
                .flatMap(group -> group.versions().stream())
                .map(ModelPackageScene::summary)
                .filter(summary -> !input.has("ModelApprovalStatus")
                        || input.path("ModelApprovalStatus").equals(summary.path("ModelApprovalStatus")))
                .sorted(order(input.path("SortBy").asText()))
                .toList());
        if (input.path("SortOrder").asText().equals("Descending")) {
            Collections.reverse(found);
        }
        int size = scenes.pageSize(input.path("MaxResults").asInt(10));
        Page<ObjectNode> page = Page.of(found, size, Json.text(input, "NextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("ModelPackageSummaryList", Json.array(page.items(), summary -> summary));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    /**
     * Without a group, packages of none are listed unless a type is asked for; the stand-in has no such packages:
     * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListModelPackages.html
     */
    private List<ModelGroupScene> asked(JsonNode input, Caller caller) {
        String group = Json.text(input, "ModelPackageGroupName");
        if (group != null) {
            return List.of(found(group, caller));
        }
        return input.path("ModelPackageType").asText("Unversioned").equals("Unversioned") ? List.of() : groups(caller);
    }

    private static Comparator<ObjectNode> order(String by) {
        return by.equals("Name")
                ? Comparator.comparing(
                        summary -> summary.path("ModelPackageArn").asText())
                : Comparator.comparing(summary -> summary.path("CreationTime").decimalValue());
    }

    private static void requireKnown(JsonNode input) {
        for (String member : MISSING) {
            if (input.has(member)) {
                throw new UnsupportedOperationException("the stand-in does not carry out " + member);
            }
        }
    }
}
