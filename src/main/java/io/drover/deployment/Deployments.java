package io.drover.deployment;

import io.drover.event.Ignored;
import io.drover.event.ModelChanged;
import io.drover.event.ModelVersion;
import io.drover.failure.Foreign;
import io.drover.failure.Unwrapped;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import io.drover.github.WorkflowRun;
import io.drover.ledger.Intent;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import io.drover.project.ProjectNames;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What routes do for a change of a model's approval: find its deploy repository, start the workflow once, follow it. */
public final class Deployments {
    private final ModelPackages models;
    private final ModelGroups groups;
    private final Ledger ledger;
    private final String organization;
    private final Dispatches dispatches;
    private final Follow follow;

    /**
     * @param organization owner of the deploy repositories
     * @param plan what a dispatch tells the workflow besides the model
     */
    public Deployments(
            ModelPackages models, Ledger ledger, GitHub gitHub, String organization, DispatchPlan plan, Clock clock) {
        this.models = models;
        this.groups = new ModelGroups(models, clock);
        this.ledger = ledger;
        this.organization = organization;
        var files = new WorkflowFiles(clock);
        var search = new RunSearch(ledger.intents(), files);
        this.dispatches = new Dispatches(gitHub, ledger.intents(), plan, files, search, clock);
        this.follow = new Follow(gitHub, ledger.intents(), search, clock);
    }

    /**
     * What an approved version asks for.
     *
     * @return a {@link ModelApproval}, or {@link Ignored} when the group is no project's
     */
    public Object describe(ModelChanged change) {
        return approval(change, change.model());
    }

    /**
     * What the rejection of a version asks for: the deployment of the version approved before it, if the rejected one is what was
     * deployed last.
     *
     * @return a {@link ModelApproval}, or {@link Ignored} when there is nothing to go back from, or to
     */
    public Object describeRollback(ModelChanged change) {
        ModelVersion rejected = change.model();
        Optional<Intent> deployed = ledger.intents().newestStarted(rejected.group());
        if (deployed.filter(intent -> intent.modelPackage().equals(rejected.arn())
                        || intent.subject().equals(change.key()))
                .isEmpty()) {
            return new Ignored("%s was rejected, but it is not what was deployed last".formatted(rejected));
        }
        Optional<Intent> begun = ledger.intents().find(change.key());
        if (begun.isPresent()) {
            return approval(change, new ModelVersion(begun.get().modelPackage(), rejected.group()));
        }
        return models.findOtherApproved(rejected)
                .map(previous -> approval(change, previous))
                .orElseGet(() ->
                        new Ignored("%s was rejected after its deployment, but its group has no other approved version"
                                .formatted(rejected)));
    }

    private Object approval(ModelChanged change, ModelVersion deploy) {
        Optional<ModelProject> tagged = groups.project(deploy);
        if (tagged.isPresent()) {
            String domainId = tagged.get().domainId();
            String projectId = tagged.get().projectId();
            RepositoryName repository = deployRepository(ledger.repositories(domainId, projectId))
                    .map(origin -> RepositoryName.parse(origin.repository()))
                    .orElseGet(() -> ProjectNames.deployRepository(organization, domainId, projectId));
            return new ModelApproval(change, deploy, domainId, projectId, repository);
        }
        return known(deploy.group())
                .<Object>map(origin -> new ModelApproval(
                        change,
                        deploy,
                        origin.domainId(),
                        origin.projectId(),
                        RepositoryName.parse(origin.repository())))
                .orElseGet(() -> new Ignored(
                        "model package group %s is no project's: it has no tags AmazonDataZoneDomain and sagemaker:project-id, and the ledger knows no repository for it"
                                .formatted(Foreign.shown(deploy.group()))));
    }

    /** Somebody may have taken the tags away; the group's name still tells the project, and the ledger its repository. */
    private Optional<RepositoryOrigin> known(String group) {
        return ProjectNames.projectOf(group).flatMap(projectId -> deployRepository(ledger.repositories(projectId)));
    }

    private static Optional<RepositoryOrigin> deployRepository(List<RepositoryOrigin> origins) {
        return origins.stream().filter(origin -> origin.role().equals("deploy")).findFirst();
    }

    /**
     * Starts the workflow unless this approval has started it before. Fails with {@code RetryLater} while it is open whether an earlier
     * dispatch was carried out, and with {@code Permanent} when only a person can tell.
     *
     * @param workflow file below {@code .github/workflows}
     * @param ref branch or tag
     */
    public CompletableFuture<Deployment> start(ModelApproval approval, String workflow, String ref) {
        return Unwrapped.of(dispatches.ensure(approval, workflow, ref));
    }

    /** The same deployment as GitHub shows it now. */
    public CompletableFuture<Deployment> look(Deployment deployment) {
        return Unwrapped.of(follow.look(deployment));
    }

    /** Makes the version's customer metadata in SageMaker tell how its deployment ended; may run again. */
    public void record(Deployment deployment) {
        deployment
                .run()
                .filter(WorkflowRun::completed)
                .ifPresent(run -> models.ensureMetadata(
                        deployment.approval().deploy(),
                        Map.of(
                                "DroverDeployment", deployment.conclusion(),
                                "DroverDeploymentRun", run.url(),
                                "DroverDeploymentEnded", run.updated().toString())));
    }
}
