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
    /** Stacks of Service Catalog, and of templates in S3. */
    private static final Pattern STACK = Pattern.compile("arn:[a-z-]+:cloudformation:[^/]+:stack/(SC|SP)-[^/]+/.+");

    private static final Set<String> CALLS = Set.of("CreateProject", "UpdateProject", "DeleteProject");

    private StackProjectEvents() {}

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
        Home home = home(event);
        String project = Text.of(detail.at("/requestParameters/projectName"))
                .filter(StackProject::isName)
                .orElseThrow(() -> missing("the project (requestParameters.projectName)"));
        if (!name.equals("CreateProject")) {
            return new NamedProject(home.account(), home.region(), project, name.equals("DeleteProject"));
        }
        String id = Text.of(detail.at("/responseElements/projectId"))
                .orElseThrow(() -> missing("the project's id (responseElements.projectId)"));
        var created = new StackProject(home.account(), home.region(), project, id);
        return new ProjectCreated(created.home(), created.group(), null, false);
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
        Home home = home(event);
        return new ProjectStackEnded(home.account(), home.region(), stackId, rolledBack);
    }

    private record Home(String account, String region) {}

    private static Home home(JsonNode event) {
        var home = new Home(event.path("account").asText(), event.path("region").asText());
        if (!StackProject.isHome(StackProject.home(home.account(), home.region()))) {
            throw missing("account and region");
        }
        return home;
    }

    private static Permanent missing(String what) {
        return new Permanent("The event does not name " + what + ", or hides it: nothing to fall back on.");
    }
}
