package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Events about a project as EventBridge puts them into a queue; each call makes a new one, with its own id and time.
 */
public final class ProjectEvents {
    /** What CloudTrail shows of the parameters that the user chose. */
    public enum Parameters {
        CLEAR,
        HIDDEN,
        ABSENT
    }

    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private final ProjectScene scene;
    private final InstantSource clock;

    ProjectEvents(ProjectScene scene, InstantSource clock) {
        this.scene = scene;
        this.clock = clock;
    }

    public String projectCreated() {
        return projectCreated(Parameters.CLEAR);
    }

    public String projectCreated(Parameters parameters) {
        ObjectNode answered = Json.object()
                .put("id", scene.projectId())
                .put("domainId", scene.domainId())
                .put("name", "***")
                .put("createdBy", "11112222-3333-4444-5555-666677778888")
                .put("createdAt", CREATED_AT.format(clock.instant()))
                .put("projectProfileId", scene.profileId())
                .put("projectStatus", "ACTIVE");
        answered.putObject("environmentDeploymentDetails").put("overallDeploymentStatus", "PENDING_DEPLOYMENT");
        return cloudTrail("CreateProject", createRequest(parameters), answered).toString();
    }

    /** A CreateProject call that AWS refused. */
    public String projectRefused() {
        ObjectNode event =
                cloudTrail("CreateProject", createRequest(Parameters.CLEAR), JsonNodeFactory.instance.nullNode());
        event.withObject("/detail")
                .put("errorCode", "AccessDeniedException")
                .put("errorMessage", "User is not permitted to create project");
        return event.toString();
    }

    public String projectDeleted() {
        ObjectNode asked = Json.object()
                .put("domainIdentifier", scene.domainId())
                .put("identifier", scene.projectId())
                .put("skipDeletionCheck", true);
        return cloudTrail("DeleteProject", asked, JsonNodeFactory.instance.nullNode())
                .toString();
    }

    private ObjectNode createRequest(Parameters parameters) {
        ObjectNode asked = Json.object()
                .put("domainIdentifier", scene.domainId())
                .put("name", "***")
                .put("description", "***")
                .put("projectProfileId", scene.profileId())
                .put("domainUnitId", scene.domainUnitId());
        if (parameters == Parameters.HIDDEN) {
            asked.put("userParameters", "HIDDEN_DUE_TO_SECURITY_REASONS");
        } else if (parameters == Parameters.CLEAR) {
            ObjectNode group = asked.putArray("userParameters").addObject().put("environmentConfigurationName", "***");
            group.set("environmentParameters", parameters(scene.resources().gitParameters()));
        }
        return asked;
    }

    static JsonNode parameters(Map<String, String> values) {
        return Json.array(
                List.copyOf(values.entrySet()),
                each -> Json.object().put("name", each.getKey()).put("value", each.getValue()));
    }

    private ObjectNode cloudTrail(String call, ObjectNode asked, JsonNode answered) {
        ObjectNode caller = Json.object()
                .put("type", "AssumedRole")
                .put("principalId", "AROAEXAMPLEID:user")
                .put("arn", "arn:aws:sts::" + scene.account() + ":assumed-role/AmazonSageMakerDomainExecution/user")
                .put("accountId", scene.account());
        return new CloudTrail("datazone", scene.account(), scene.region(), caller)
                .event(call, asked, answered, clock.instant());
    }
}
