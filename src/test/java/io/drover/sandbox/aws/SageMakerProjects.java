package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SageMaker's own projects, to each account and region its own, and executions of their pipelines that failed. A project that is not there is
 * refused with ValidationException, as the model declares no error. That the text has "does not exist" is known from those who rely on it:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sagemaker/project.go
 */
final class SageMakerProjects {
    static final String LAUNCH_ROLE = "AmazonSageMakerProjectsLaunchRole";

    private final Scenes scenes;

    SageMakerProjects(Scenes scenes) {
        this.scenes = scenes;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "DescribeProject", Operation.by(this::describe),
                "ListProjects", Operation.by(this::list),
                "DescribePipelineExecution", Operation.by(this::describeExecution));
    }

    static String templateUrl(SageMakerProjectScene scene, String template) {
        return "https://sagemaker-projects-%s-%s.s3.%s.amazonaws.com/templates/%s.yaml"
                .formatted(scene.account(), scene.region(), scene.region(), template);
    }

    private List<SageMakerProjectScene> known(Caller caller) {
        return scenes.sageMakerProjects(caller).stream()
                .filter(scene -> !scene.isGone())
                .toList();
    }

    private ObjectNode describe(JsonNode input, Caller caller) {
        String name = input.path("ProjectName").asText();
        SageMakerProjectScene scene = known(caller).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AwsError.of("ValidationException", "Project " + name + " does not exist"));
        ObjectNode answer = summary(scene, scene.pollStatus());
        answer.putObject("CreatedBy")
                .put("UserProfileArn", scene.userProfileArn())
                .put("UserProfileName", "lead")
                .put("DomainId", scene.domainId());
        Optional<String> template = scene.template();
        if (template.isPresent()) {
            answer.putArray("TemplateProviderDetails")
                    .addObject()
                    .set("CfnTemplateProviderDetail", provider(scene, template.get()));
        } else {
            describeProduct(scene, answer);
        }
        return answer;
    }

    private static void describeProduct(SageMakerProjectScene scene, ObjectNode answer) {
        answer.putObject("ServiceCatalogProvisioningDetails")
                .put("ProductId", scene.productId())
                .put("ProvisioningArtifactId", "pa-" + scene.token("artifact", 13))
                .set("ProvisioningParameters", parameters(scene));
        ObjectNode product = answer.putObject("ServiceCatalogProvisionedProductDetails")
                .put("ProvisionedProductId", scene.provisionedProduct());
        scene.failureMessage().ifPresent(message -> product.put("ProvisionedProductStatusMessage", message));
    }

    private static ObjectNode provider(SageMakerProjectScene scene, String template) {
        ObjectNode provider = Json.object()
                .put("TemplateName", template)
                .put("TemplateURL", templateUrl(scene, template))
                .put("RoleARN", "arn:aws:iam::" + scene.account() + ":role/" + LAUNCH_ROLE);
        provider.set("Parameters", parameters(scene));
        provider.putObject("StackDetail")
                .put("Name", scene.stackName())
                .put("Id", scene.stackArn())
                .put("StatusMessage", scene.failureMessage().orElse("The stack is " + CloudFormation.status(scene)));
        return provider;
    }

    private static JsonNode parameters(SageMakerProjectScene scene) {
        return Json.array(List.copyOf(scene.parameters().entrySet()), SageMaker::tag);
    }

    private static ObjectNode summary(SageMakerProjectScene scene, String status) {
        return Json.object()
                .put("ProjectName", scene.name())
                .put("ProjectArn", scene.arn())
                .put("ProjectId", scene.id())
                .put("ProjectDescription", "Made for " + scene.name())
                .put("ProjectStatus", status)
                .put("CreationTime", Json.seconds(scene.createdAt()));
    }

    private ObjectNode list(JsonNode input, Caller caller) {
        if (input.has("CreationTimeAfter") || input.has("CreationTimeBefore")) {
            throw new UnsupportedOperationException("the stand-in does not select by time");
        }
        List<SageMakerProjectScene> found = new ArrayList<>(known(caller).stream()
                .filter(scene ->
                        scene.name().contains(input.path("NameContains").asText("")))
                .sorted(order(input.path("SortBy").asText()))
                .toList());
        if (input.path("SortOrder").asText().equals("Descending")) {
            Collections.reverse(found);
        }
        int size = scenes.pageSize(input.path("MaxResults").asInt(10));
        var page = Page.of(found, size, Json.text(input, "NextToken"), "ValidationException");
        ObjectNode answer = Json.object();
        answer.set("ProjectSummaryList", Json.array(page.items(), scene -> summary(scene, scene.currentStatus())));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private static Comparator<SageMakerProjectScene> order(String by) {
        Comparator<SageMakerProjectScene> byName = Comparator.comparing(SageMakerProjectScene::name);
        return by.equals("Name")
                ? byName
                : Comparator.comparing(SageMakerProjectScene::createdAt).thenComparing(byName);
    }

    private ObjectNode describeExecution(JsonNode input, Caller caller) {
        String execution = input.path("PipelineExecutionArn").asText();
        for (SageMakerProjectScene scene : known(caller)) {
            Optional<String> failure = scene.failureOf(execution);
            if (failure.isPresent()) {
                return Json.object()
                        .put("PipelineArn", scene.pipelineArn())
                        .put("PipelineExecutionArn", execution)
                        .put("PipelineExecutionStatus", "Failed")
                        .put("FailureReason", failure.get());
            }
        }
        throw AwsError.of("ResourceNotFound", "Pipeline execution " + execution + " does not exist");
    }
}
