package io.drover.stack;

import io.drover.event.ProjectCreated;
import io.drover.event.ProjectDeleted;
import io.drover.event.StackProject;
import io.drover.event.StackRequest;
import io.drover.failure.Permanent;
import io.drover.ledger.Ledger;
import io.drover.ledger.ProjectRequest;
import io.drover.project.Project;
import io.drover.project.Readiness;
import io.drover.project.StackWorkspace;
import io.drover.provision.ProjectRepositories;
import io.drover.provision.Retirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Does what custom resources ask for, and answers them. */
public final class StackRequests {
    private static final String TYPE = "ProjectType";
    private static final String NAME = "SageMakerProjectName";
    private static final String ID = "SageMakerProjectId";

    private final ProjectRepositories repositories;
    private final Retirement retirement;
    private final Ledger ledger;
    private final ResponseUrls urls = new ResponseUrls();

    public StackRequests(ProjectRepositories repositories, Retirement retirement, Ledger ledger) {
        this.repositories = repositories;
        this.retirement = retirement;
        this.ledger = ledger;
    }

    /**
     * Makes the repositories, or lets them go. May run again in any state of completion; a Delete of what Drover does not know is done.
     *
     * @param policy what {@code drover.project.on-deletion} says
     */
    public CompletableFuture<Void> carryOut(StackRequest request, String policy) {
        return request.type() == StackRequest.Type.DELETE ? delete(request, policy) : ensure(request);
    }

    private CompletableFuture<Void> ensure(StackRequest request) {
        Project project = wanted(request);
        ledger.remember(new ProjectRequest(project.created().subject(), type(request), parameters(request)));
        return repositories.ensure(project);
    }

    private Project wanted(StackRequest request) {
        // Asked for first: who gives none has a template that was written for something else.
        String type = type(request);
        StackProject key = project(request)
                .orElseThrow(() -> new Permanent(
                        "The custom resource %s does not name its project: give it the properties %s and %s."
                                .formatted(request.resourceId(), NAME, ID)));
        return new Project(
                new ProjectCreated(key.home(), key.group(), null, true),
                key.name(),
                // SageMaker waits for the stack, and the stack for this answer.
                new Readiness.Ready(new StackWorkspace(
                        key,
                        "arn:%s:sagemaker:%s:%s:project/%s"
                                .formatted(partition(request), key.region(), key.account(), key.name()),
                        "",
                        "",
                        Optional.of(type),
                        parameters(request))));
    }

    private static String type(StackRequest request) {
        return Optional.ofNullable(request.properties().get(TYPE))
                .orElseThrow(() ->
                        new Permanent("The custom resource %s has no property %s: give it the name of a project type."
                                .formatted(request.resourceId(), TYPE)));
    }

    /** Those that the type knows: what else a template gives may be a secret, and the ledger keeps none. */
    private Map<String, String> parameters(StackRequest request) {
        Map<String, String> parameters = new HashMap<>(request.properties());
        parameters.keySet().retainAll(repositories.parameters(type(request)));
        return parameters;
    }

    private CompletableFuture<Void> delete(StackRequest request, String policy) {
        Optional<ProjectDeleted> deleted = project(request).map(key -> new ProjectDeleted(key.home(), key.group()));
        return deleted.filter(project -> retirement.policy(project, policy).equals("archive"))
                .map(retirement::ensure)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private static Optional<StackProject> project(StackRequest request) {
        String[] arn = request.stackId().split(":", 6);
        return arn.length < 6
                ? Optional.empty()
                : StackProject.find(
                        StackProject.home(arn[4], arn[3]),
                        request.properties().getOrDefault(NAME, "") + "-"
                                + request.properties().getOrDefault(ID, ""));
    }

    private static String partition(StackRequest request) {
        return request.stackId().split(":", 3)[1];
    }

    /** Tells CloudFormation that it is done. The first repository names the resource. */
    public void answer(StackRequest request) {
        List<String> made =
                request.type() == StackRequest.Type.DELETE ? List.of() : repositories.names(wanted(request));
        String physicalId =
                Optional.ofNullable(request.physicalId()).orElse(made.isEmpty() ? request.resourceId() : made.get(0));
        urls.put(request, StackAnswer.success(request, physicalId, Map.of("Repositories", String.join(",", made))));
    }

    /** Tells CloudFormation why it cannot be done. */
    public void refuse(StackRequest request, String reason) {
        String physicalId = Objects.requireNonNullElse(request.physicalId(), request.resourceId() + "-failed");
        urls.put(request, StackAnswer.failure(request, physicalId, reason));
    }
}
