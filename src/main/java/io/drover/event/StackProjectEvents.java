package io.drover.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the events about SageMaker Projects and their stacks.
 *
 * @see <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-projects-whatis.html">SageMaker Projects</a>
 */
final class StackProjectEvents {
    private static final Pattern HOME = Pattern.compile("[0-9]{12}:[a-z0-9-]{9,16}");
    private static final Pattern PROJECT = Pattern.compile("[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,31}-p-[a-zA-Z0-9]{5,18}");

    /** Sources: ProjectEntityName and ProjectId in SageMaker's service model. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,31}");

    private static final Pattern ID = Pattern.compile("p-[a-zA-Z0-9]{5,18}");

    /** Stacks of Service Catalog, and of templates in S3. */
    private static final Pattern STACK = Pattern.compile("arn:[a-z-]+:cloudformation:[^/]+:stack/(SC|SP)-[^/]+/.+");

    private static final Set<String> CALLS = Set.of("CreateProject", "UpdateProject", "DeleteProject");

    private StackProjectEvents() {}

    static boolean isHome(String text) {
        return HOME.matcher(text).matches();
    }

    static boolean isProject(String text) {
        return PROJECT.matcher(text).matches();
    }

    /** Empty when it is about something else. */
    static Optional<ProjectEvent> find(JsonNode event, JsonNode detail) {
        if (event.path("source").asText().equals("aws.cloudformation")) {
            return Optional.of(stack(event, detail));
        }
        return detail.path("eventSource").asText().equals("sagemaker.amazonaws.com")
                        && CALLS.contains(detail.path("eventName").asText())
                ? Optional.of(call(event, detail))
                : Optional.empty();
    }

    private static ProjectEvent call(JsonNode event, JsonNode detail) {
        String name = detail.path("eventName").asText();
        Optional<String> error = Text.of(detail.path("errorCode"));
        if (error.isPresent()) {
            return new Ignored("the call %s had failed with %s".formatted(name, Foreign.shown(error.get())));
        }
        String home = home(event);
        String project = Text.of(detail.at("/requestParameters/projectName"))
                .filter(NAME.asMatchPredicate())
                .orElseThrow(() -> missing("the project (requestParameters.projectName)"));
        if (!name.equals("CreateProject")) {
            String[] parts = home.split(":", 2);
            return new NamedProject(parts[0], parts[1], project, name.equals("DeleteProject"));
        }
        String id = Text.of(detail.at("/responseElements/projectId"))
                .filter(ID.asMatchPredicate())
                .orElseThrow(() -> missing("the project's id (responseElements.projectId)"));
        return new ProjectCreated(home, project + "-" + id, null, false);
    }

    private static ProjectEvent stack(JsonNode event, JsonNode detail) {
        String stackId = Text.of(detail.path("stack-id")).orElse("");
        String status = Text.of(detail.at("/status-details/status")).orElse("");
        if (!STACK.matcher(stackId).matches()) {
            return new Ignored("stack %s is no project's".formatted(Foreign.shown(stackId)));
        }
        boolean deleted = status.equals("DELETE_COMPLETE");
        boolean rolledBack = status.equals("ROLLBACK_COMPLETE") || status.equals("ROLLBACK_FAILED");
        if (!deleted && !rolledBack) {
            return new Ignored("stack %s is %s: SageMaker tells when its project is ready"
                    .formatted(stackId, Foreign.shown(status)));
        }
        String[] home = home(event).split(":", 2);
        return new ProjectStackEnded(home[0], home[1], stackId, rolledBack);
    }

    private static String home(JsonNode event) {
        String home =
                event.path("account").asText() + ":" + event.path("region").asText();
        if (!isHome(home)) {
            throw missing("account and region");
        }
        return home;
    }

    private static Permanent missing(String what) {
        return new Permanent("The event does not name " + what + ", or hides it: nothing to fall back on.");
    }
}
