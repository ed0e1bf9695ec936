package io.drover.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads events tolerantly: a value that CloudTrail hides, null and a missing one are all absent; unknown fields are no matter.
 */
public final class Events {
    /** Source of both patterns: GetProjectInput in DataZone's service model. */
    private static final Pattern DOMAIN_ID = Pattern.compile("dzd[-_][a-zA-Z0-9_-]{1,36}");

    private static final Pattern PROJECT_ID = Pattern.compile("[a-zA-Z0-9_-]{1,36}");

    /** Whether DataZone gives such ids to domains. */
    public static boolean isDomainId(String id) {
        return DOMAIN_ID.matcher(id).matches();
    }

    private static boolean isProject(String domainId, String projectId) {
        return StackProject.find(domainId, projectId).isPresent()
                || (isDomainId(domainId) && PROJECT_ID.matcher(projectId).matches());
    }

    /**
     * A project to be gone through once more.
     *
     * @param subject {@code domain/project}
     * @throws IllegalArgumentException when it is none
     */
    public static ProjectCreated readSubject(String subject) {
        String[] ids = subject.split("/", -1);
        if (ids.length != 2 || !isProject(ids[0], ids[1])) {
            throw new IllegalArgumentException(
                    "'%s' is no project: give it as DOMAIN/PROJECT, say dzd_abc123/4x7p9q2w, or 111122223333:eu-west-1/churn-p-abc123def456."
                            .formatted(Foreign.shown(subject)));
        }
        return new ProjectCreated(ids[0], ids[1], null, true);
    }

    /**
     * Reads a message of the project feed.
     *
     * @throws Permanent when it is no EventBridge event, or one about a project that does not say which
     */
    public ProjectEvent readProjectEvent(JsonNode event) {
        Optional<StackRequest> request = StackRequests.find(event);
        if (request.isPresent()) {
            return request.get();
        }
        JsonNode detail = detail(event);
        if (event.path("source").asText().equals(Reconciliation.SOURCE)) {
            return reconciliation(detail);
        }
        Optional<ProjectEvent> ofStack = StackProjectEvents.find(event, detail);
        if (ofStack.isPresent()) {
            return ofStack.get();
        }
        String name = Text.of(detail.path("eventName")).orElse("unnamed");
        String source = Text.of(detail.path("eventSource")).orElse("unknown");
        boolean created = name.equals("CreateProject");
        if (!source.equals("datazone.amazonaws.com") || !(created || name.equals("DeleteProject"))) {
            return new Ignored("event %s of %s is neither CreateProject nor DeleteProject of DataZone"
                    .formatted(Foreign.shown(name), Foreign.shown(source)));
        }
        Optional<String> error = Text.of(detail.path("errorCode"));
        if (error.isPresent()) {
            return new Ignored("the call %s had failed with %s".formatted(name, Foreign.shown(error.get())));
        }
        return created
                ? projectCreated(detail.path("requestParameters"), detail.path("responseElements"))
                : projectDeleted(detail.path("requestParameters"));
    }

    /**
     * Reads a message of the model feed.
     *
     * @throws Permanent when it is no EventBridge event, or one about a model package that does not say which package, or what happened
     *     to it when
     */
    public ModelEvent readModelEvent(JsonNode event) {
        return ModelEvents.read(event, detail(event));
    }

    private static JsonNode detail(JsonNode event) {
        JsonNode detail = event.path("detail");
        if (!detail.isObject()) {
            throw new Permanent(
                    "The message is no EventBridge event: it has no object 'detail'. Check what sends to this queue.");
        }
        return detail;
    }

    private static ProjectCreated projectCreated(JsonNode request, JsonNode response) {
        String domainId = Text.of(response.path("domainId"))
                .or(() -> Text.of(request.path("domainIdentifier")))
                .orElseThrow(
                        () -> missing("the domain (responseElements.domainId, requestParameters.domainIdentifier)"));
        String projectId = Text.of(response.path("id")).orElseThrow(() -> missing("the project (responseElements.id)"));
        return new ProjectCreated(
                require(DOMAIN_ID, domainId, "domain"),
                require(PROJECT_ID, projectId, "project"),
                buildRepository(request.path("userParameters")).orElse(null),
                false);
    }

    private static ProjectDeleted projectDeleted(JsonNode request) {
        String domainId = Text.of(request.path("domainIdentifier"))
                .orElseThrow(() -> missing("the domain (requestParameters.domainIdentifier)"));
        String projectId = Text.of(request.path("identifier"))
                .orElseThrow(() -> missing("the project (requestParameters.identifier)"));
        return new ProjectDeleted(require(DOMAIN_ID, domainId, "domain"), require(PROJECT_ID, projectId, "project"));
    }

    private static ProjectCreated reconciliation(JsonNode detail) {
        String domainId = Text.of(detail.path("domainId")).orElseThrow(() -> missing("the domain (detail.domainId)"));
        String projectId =
                Text.of(detail.path("projectId")).orElseThrow(() -> missing("the project (detail.projectId)"));
        if (StackProject.find(domainId, projectId).isEmpty()) {
            require(DOMAIN_ID, domainId, "domain");
            require(PROJECT_ID, projectId, "project");
        }
        return new ProjectCreated(
                domainId, projectId, null, detail.path("again").asBoolean());
    }

    private static Optional<String> buildRepository(JsonNode userParameters) {
        for (JsonNode group : userParameters) {
            for (JsonNode parameter : group.path("environmentParameters")) {
                if (parameter.path("name").asText().equals("gitFullRepositoryId")) {
                    Optional<String> value = Text.of(parameter.path("value"));
                    if (value.isPresent()) {
                        return value;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String require(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new Permanent("The event's %s id '%s' is not one that DataZone gives (%s)."
                    .formatted(what, Foreign.shown(value), pattern));
        }
        return value;
    }

    private static Permanent missing(String what) {
        return new Permanent("The event does not name " + what + ", or hides it: nothing to fall back on.");
    }
}
