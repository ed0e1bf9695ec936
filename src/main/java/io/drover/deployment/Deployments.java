package io.drover.deployment;

import io.drover.deployment.Reactions.Reaction;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What routes do for a change of a model's approval: find its deploy repository, start the workflow once, follow it. */
public final class Deployments {
    private final ModelPackages models;
    private final ModelGroups groups;
    private final Ledger ledger;
    private final String organization;
    private final Reactions reactions;
    private final DispatchPlan plan;
    private final Dispatches dispatches;
    private final Follow follow;

    /**
     * @param organization owner of the deploy repositories
     * @param reactions what the types of other projects than those of SageMaker Unified Studio say
     * @param plan what a dispatch tells the workflow besides the model
     */
    public Deployments(
            ModelPackages models,
            Ledger ledger,
            GitHub gitHub,
            String organization,
            Reactions reactions,
            DispatchPlan plan,
            Clock clock) {
        this.models = models;
        this.groups = new ModelGroups(models, clock);
        this.ledger = ledger;
        this.organization = organization;
        this.reactions = reactions;
        this.plan = plan;
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
            if (tagged.get().ofStack()) {
                return ofStack(change, deploy, domainId, projectId);
            }
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

    private Object ofStack(ModelChanged change, ModelVersion deploy, String home, String projectId) {
        return reactions
                .modelApproved(home, projectId)
                .<Object>map(
                        reaction -> new ModelApproval(change, deploy, home, projectId, reaction.repository(), reaction))
                .orElseGet(() -> new Ignored("project %s/%s is of no type that deploys models (drover.project-types)"
                        .formatted(home, Foreign.shown(projectId))));
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
        Reaction reaction = approval.reaction();
        var order = new Order(
                approval.subject(),
                approval.deploy().group(),
                approval.deploy().arn(),
                approval.repository(),
                reaction == null || reaction.workflow() == null ? workflow : reaction.workflow(),
                reaction == null || reaction.ref() == null ? ref : reaction.ref(),
                inputs(approval));
        return Unwrapped.of(dispatches
                .ensure(order)
                .thenApply(done -> new Deployment(approval, order.workflow(), Optional.empty(), List.of())));
    }

    private Map<String, String> inputs(ModelApproval approval) {
        Map<String, String> inputs = new HashMap<>(plan.inputs());
        inputs.put("model_package_arn", approval.deploy().arn());
        inputs.put("model_package_version", String.valueOf(approval.deploy().version()));
        inputs.put("model_package_group_name", approval.deploy().group());
        inputs.put("project_id", approval.projectId());
        if (!plan.environment().isEmpty()) {
            inputs.put("environment", plan.environment());
        }
        inputs.put("logLevel", plan.logLevel());
        if (approval.reaction() != null) {
            inputs.putAll(approval.reaction().inputs());
        }
        return inputs;
    }

    /**
     * Starts a workflow that deploys nothing, once for its subject; nobody follows it. Fails as {@link #start}.
     *
     * @param what it is for, in a few words or as an ARN
     * @param reaction names its workflow
     * @param ref branch or tag, unless the reaction names one
     */
    public CompletableFuture<Void> startOnce(String subject, String what, Reaction reaction, String ref) {
        return Unwrapped.of(dispatches.ensure(new Order(
                subject,
                "",
                what,
                reaction.repository(),
                Objects.requireNonNull(reaction.workflow()),
                Objects.requireNonNullElse(reaction.ref(), ref),
                reaction.inputs())));
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
