package io.drover.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CloudFormation's stacks, which are those of SageMaker's projects, to each account and region its own. */
final class CloudFormation {
    private static final String DELETED = "DELETE_COMPLETE";

    private final Scenes scenes;

    CloudFormation(Scenes scenes) {
        this.scenes = scenes;
    }

    Map<String, Operation> operations() {
        return Map.of("DescribeStacks", Operation.by(this::describeStacks));
    }

    /** What the project's status makes of its stack. */
    static String status(SageMakerProjectScene scene) {
        String status = scene.currentStatus();
        return switch (status) {
            case "Pending", "CreateInProgress" -> "CREATE_IN_PROGRESS";
            case "CreateCompleted" -> "CREATE_COMPLETE";
            case "CreateFailed" -> "ROLLBACK_COMPLETE";
            case "UpdateInProgress" -> "UPDATE_IN_PROGRESS";
            case "UpdateCompleted" -> "UPDATE_COMPLETE";
            case "UpdateFailed" -> "UPDATE_ROLLBACK_COMPLETE";
            case "DeleteInProgress" -> "DELETE_IN_PROGRESS";
            case "DeleteFailed" -> "DELETE_FAILED";
            case "DeleteCompleted" -> DELETED;
            default -> throw new IllegalStateException("No ProjectStatus: " + status);
        };
    }

    /**
     * "You can specify either the stack's name or its unique stack ID" while it runs, of a deleted one only the ID:
     * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
     */
    private ObjectNode describeStacks(JsonNode input, Caller caller) {
        String asked = Json.text(input, "StackName");
        if (asked == null) {
            throw new UnsupportedOperationException("the stand-in does not list stacks");
        }
        SageMakerProjectScene scene = scenes.sageMakerProjects(caller).stream()
                .filter(each -> each.stackArn().equals(asked)
                        || (each.stackName().equals(asked) && !status(each).equals(DELETED)))
                .findFirst()
                .orElseThrow(() -> AwsError.of("ValidationError", "Stack with id " + asked + " does not exist"));
        ObjectNode answer = Json.object();
        answer.putArray("Stacks").add(stack(scene));
        return answer;
    }

    private ObjectNode stack(SageMakerProjectScene scene) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SageMakerProjectName", scene.name());
        parameters.put("SageMakerProjectId", scene.id());
        parameters.putAll(scene.parameters());
        String status = status(scene);
        ObjectNode stack = Json.object()
                .put("StackId", scene.stackArn())
                .put("StackName", scene.stackName())
                .put(
                        "CreationTime",
                        scene.createdAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("StackStatus", status)
                .put("DisableRollback", false);
        stack.set(
                "Parameters",
                Json.array(
                        List.copyOf(parameters.entrySet()),
                        each -> Json.object()
                                .put("ParameterKey", each.getKey())
                                .put("ParameterValue", each.getValue())));
        stack.set("Tags", Json.array(List.copyOf(scene.tags().entrySet()), SageMaker::tag));
        scene.failureMessage().ifPresent(message -> stack.put("StackStatusReason", message));
        if (status.equals(DELETED)) {
            stack.put(
                    "DeletionTime",
                    scenes.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString());
        }
        return stack;
    }
}
