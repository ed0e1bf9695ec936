package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events about a SageMaker project as EventBridge puts them into a queue; each call makes a new one, with its own id and time. */
final class SageMakerProjectEvents {
    private final SageMakerProjectScene scene;
    private final InstantSource clock;

    SageMakerProjectEvents(SageMakerProjectScene scene, InstantSource clock) {
        this.scene = scene;
        this.clock = clock;
    }

    String created() {
        ObjectNode answered = Json.object().put("projectArn", scene.arn()).put("projectId", scene.id());
        return cloudTrail("CreateProject", createRequest(), answered).toString();
    }

    String refused() {
        ObjectNode event = cloudTrail("CreateProject", createRequest(), nothing());
        event.withObject("/detail")
                .put("errorCode", "ValidationException")
                .put("errorMessage", "Project already exists: " + scene.name());
        return event.toString();
    }

    String updated() {
        ObjectNode asked = Json.object().put("projectName", scene.name());
        Optional<String> template = scene.template();
        if (template.isPresent()) {
            asked.putArray("templateProvidersToUpdate")
                    .addObject()
                    .set("cfnTemplateProvider", templateProvider(template.get()));
        } else {
            asked.putObject("serviceCatalogProvisioningUpdateDetails")
                    .put("provisioningArtifactId", "pa-" + scene.token("artifact-2", 13))
                    .set("provisioningParameters", parameters());
        }
        return cloudTrail("UpdateProject", asked, Json.object().put("projectArn", scene.arn()))
                .toString();
    }

    String deleted() {
        return cloudTrail("DeleteProject", Json.object().put("projectName", scene.name()), nothing())
                .toString();
    }

    String stack(String status) {
        ObjectNode detail = Json.object().put("stack-id", scene.stackArn());
        detail.putObject("status-details")
                .put("status", status)
                .put("status-reason", scene.failureMessage().orElse(""));
        detail.put("client-request-token", UUID.randomUUID().toString());
        return envelope("aws.cloudformation", "CloudFormation Stack Status Change", detail, List.of(scene.stackArn()));
    }

    String imagePushed(String repository, String digest, String tag) {
        ObjectNode detail = Json.object()
                .put("result", "SUCCESS")
                .put("repository-name", repository)
                .put("image-digest", digest)
                .put("action-type", "PUSH")
                .put("image-tag", tag);
        return envelope("aws.ecr", "ECR Image Action", detail, List.of());
    }

    String pipelineFailed(String execution) {
        Instant ended = clock.instant();
        ObjectNode detail = Json.object()
                .put("pipelineExecutionDisplayName", "execution-" + ended.toEpochMilli())
                .put("currentPipelineExecutionStatus", "Failed")
                .put("previousPipelineExecutionStatus", "Executing")
                .put("executionStartTime", ended.minus(Duration.ofMinutes(7)).toString())
                .put("executionEndTime", ended.toString())
                .put("pipelineExecutionDescription", "triggered by GitHub")
                .put("pipelineArn", scene.pipelineArn())
                .put("pipelineExecutionArn", execution);
        return envelope(
                "aws.sagemaker",
                "SageMaker Model Building Pipeline Execution Status Change",
                detail,
                List.of(scene.pipelineArn(), execution));
    }

    private ObjectNode createRequest() {
        ObjectNode asked =
                Json.object().put("projectName", scene.name()).put("projectDescription", "Made for " + scene.name());
        Optional<String> template = scene.template();
        if (template.isPresent()) {
            ObjectNode provider = templateProvider(template.get())
                    .put("roleARN", "arn:aws:iam::" + scene.account() + ":role/" + SageMakerProjects.LAUNCH_ROLE);
            asked.putArray("templateProviders").addObject().set("cfnTemplateProvider", provider);
            return asked;
        }
        asked.putObject("serviceCatalogProvisioningDetails")
                .put("productId", scene.productId())
                .put("provisioningArtifactId", "pa-" + scene.token("artifact", 13))
                .set("provisioningParameters", parameters());
        Map<String, String> tags = Map.of("sagemaker:user-profile-arn", scene.userProfileArn());
        asked.set("tags", keysAndValues(tags));
        return asked;
    }

    private ObjectNode templateProvider(String template) {
        ObjectNode provider = Json.object()
                .put("templateName", template)
                .put("templateURL", SageMakerProjects.templateUrl(scene, template));
        provider.set("parameters", parameters());
        return provider;
    }

    private JsonNode parameters() {
        return keysAndValues(scene.parameters());
    }

    private static JsonNode keysAndValues(Map<String, String> values) {
        return Json.array(
                List.copyOf(values.entrySet()),
                each -> Json.object().put("key", each.getKey()).put("value", each.getValue()));
    }

    private ObjectNode cloudTrail(String call, ObjectNode asked, JsonNode answered) {
        String account = scene.account();
        String session = "arn:aws:sts::" + account + ":assumed-role/lead/SageMaker";
        ObjectNode caller = Json.object()
                .put("type", "AssumedRole")
                .put("principalId", "AROAEXAMPLEID:SageMaker")
                .put("arn", session)
                .put("accountId", account)
                .put("accessKeyId", "ASIAEXAMPLEKEY0001");
        ObjectNode context = caller.putObject("sessionContext");
        context.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", "AROAEXAMPLEID")
                .put("arn", "arn:aws:iam::" + account + ":role/lead")
                .put("accountId", account)
                .put("userName", "lead");
        context.putObject("attributes")
                .put("creationDate", clock.instant().toString())
                .put("mfaAuthenticated", "false");
        return new CloudTrail("sagemaker", account, scene.region(), caller)
                .event(call, asked, answered, clock.instant());
    }

    private String envelope(String source, String detailType, ObjectNode detail, List<String> resources) {
        OutcomeEvent event = new OutcomeEvent("default", source, detailType, detail, resources);
        return EventEnvelope.of(event, scene.account(), scene.region(), clock.instant())
                .toString();
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }
}
