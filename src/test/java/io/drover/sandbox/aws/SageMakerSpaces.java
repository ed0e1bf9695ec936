package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SageMaker's spaces and the user profiles that own them. */
final class SageMakerSpaces {
    private final Scenes scenes;
    private final Instant created;

    SageMakerSpaces(Scenes scenes) {
        this.scenes = scenes;
        this.created = scenes.clock().instant().minus(Duration.ofHours(1));
    }

    /** A space with the time of its creation, which is later the further back it stands in its scene. */
    private record Found(ProjectScene scene, SpaceScene space, Instant created) {}

    Map<String, Operation> operations() {
        return Map.of(
                "ListSpaces", this::listSpaces,
                "DescribeSpace", this::describeSpace,
                "DescribeUserProfile", this::describeUserProfile);
    }

    private ObjectNode listSpaces(JsonNode input) {
        String domain = Json.text(input, "DomainIdEquals");
        List<Found> found = new ArrayList<>(spaces(domain).stream()
                .filter(each -> each.space()
                        .name()
                        .contains(input.path("SpaceNameContains").asText("")))
                .toList());
        if (input.path("SortOrder").asText().equals("Descending")) {
            Collections.reverse(found);
        }
        int size = scenes.pageSize(input.path("MaxResults").asInt(10));
        Page<Found> page = Page.of(found, size, Json.text(input, "NextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("Spaces", Json.array(page.items(), each -> {
            ObjectNode space = common(each);
            space.putObject("SpaceSettingsSummary").put("AppType", "JupyterLab");
            space.putObject("SpaceSharingSettingsSummary").put("SharingType", "Private");
            space.putObject("OwnershipSettingsSummary")
                    .put("OwnerUserProfileName", each.space().owner());
            return space;
        }));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private ObjectNode describeSpace(JsonNode input) {
        String name = input.path("SpaceName").asText();
        Found found = spaces(input.path("DomainId").asText()).stream()
                .filter(each -> each.space().name().equals(name))
                .findFirst()
                .orElseThrow(() -> AwsError.of("ResourceNotFound", "Space [" + name + "] does not exist"));
        ObjectNode space =
                common(found).put("SpaceArn", found.scene().resources().spaceArn(name));
        if (space.path("Status").asText().equals("Failed")) {
            space.put("FailureReason", "The space could not be created");
        }
        space.putObject("SpaceSettings").put("AppType", "JupyterLab");
        space.putObject("SpaceSharingSettings").put("SharingType", "Private");
        space.putObject("OwnershipSettings")
                .put("OwnerUserProfileName", found.space().owner());
        return space;
    }

    private ObjectNode common(Found found) {
        return Json.object()
                .put("DomainId", found.scene().sageMakerDomainId())
                .put("SpaceName", found.space().name())
                .put("Status", found.scene().pollSpace(found.space()))
                .put("CreationTime", Json.seconds(found.created()))
                .put("LastModifiedTime", Json.seconds(found.created()));
    }

    private ObjectNode describeUserProfile(JsonNode input) {
        String domain = input.path("DomainId").asText();
        String name = input.path("UserProfileName").asText();
        ProjectScene scene = SageMaker.domain(scenes, domain).scene();
        boolean owner = scene != null
                && scene.spaces().stream().anyMatch(space -> space.owner().equals(name));
        if (scene == null || !owner) {
            throw AwsError.of("ResourceNotFound", "User profile [" + name + "] does not exist");
        }
        return Json.object()
                .put("DomainId", domain)
                .put("UserProfileName", name)
                .put("UserProfileArn", scene.resources().userProfileArn(name))
                .put("Status", "InService")
                .put("CreationTime", Json.seconds(created))
                .put("LastModifiedTime", Json.seconds(created));
    }

    /**
     * @param domain null for all; one that does not exist has none
     */
    private List<Found> spaces(@Nullable String domain) {
        List<Found> found = new ArrayList<>();
        for (ProjectScene scene : scenes.projects()) {
            if (scene.isDeployed()
                    && (domain == null || scene.sageMakerDomainId().equals(domain))) {
                for (SpaceScene space : scene.spaces()) {
                    found.add(new Found(scene, space, created.plus(Duration.ofMinutes(found.size()))));
                }
            }
        }
        return found;
    }
}
