package io.drover.sandbox;

import io.drover.deployment.Deployment;
import io.drover.deployment.Deployments;
import io.drover.deployment.DispatchPlan;
import io.drover.deployment.ModelApproval;
import io.drover.deployment.ModelPackages;
import io.drover.deployment.ModelProject;
import io.drover.event.ModelChanged;
import io.drover.event.ModelStatus;
import io.drover.event.ModelVersion;
import io.drover.github.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An approved model is deployed and followed to its end; then the same event comes again, and nothing may start. */
public final class DispatchScenario implements Scenario {
    private static final String REPOSITORY = FastGitHub.ORGANIZATION + "/churn1-dzd_1-deploy-repo";
    private static final String WORKFLOW = "deploy_model_pipeline.yml";

    /** All runs share one ledger. */
    private final AtomicInteger versions = new AtomicInteger();

    /** SageMaker is not what is disturbed. */
    private record NoModels() implements ModelPackages {
        @Override
        public Optional<ModelProject> findProject(ModelVersion model) {
            return Optional.empty();
        }

        @Override
        public Optional<ModelVersion> findOtherApproved(ModelVersion model) {
            return Optional.empty();
        }

        @Override
        public void ensureMetadata(ModelVersion model, Map<String, String> metadata) {
            throw new UnsupportedOperationException("not part of the scenario");
        }
    }

    @Override
    public CompletableFuture<Void> run(FastGitHub gitHub) {
        gitHub.standIn().createRepository(REPOSITORY, Path.of("templates", "regression", "model_deploy"));
        var deployments = new Deployments(
                new NoModels(),
                gitHub.ledger(),
                gitHub.gitHub(),
                FastGitHub.ORGANIZATION,
                (home, project) -> Optional.empty(),
                new DispatchPlan("", "info", Map.of(), Duration.ofSeconds(30)),
                gitHub.time());
        ModelApproval approval = approval(gitHub);
        var shown = new AtomicReference<@Nullable Deployment>();
        List<Deliveries.Step> steps = List.of(
                () -> deployments.start(approval, WORKFLOW, "main").thenAccept(shown::set),
                () -> follow(gitHub, deployments, Objects.requireNonNull(shown.get())));
        return gitHub.deliveries()
                .deliver(steps)
                .thenCompose(done -> gitHub.deliveries().deliver(steps));
    }

    private ModelApproval approval(FastGitHub gitHub) {
        var model = new ModelVersion(
                "arn:aws:sagemaker:us-east-1:111122223333:model-package/churn/" + versions.incrementAndGet(), "churn");
        var change = new ModelChanged(model, ModelStatus.APPROVED, gitHub.time().instant(), null, null);
        return new ModelApproval(change, model, "dzd_1", "churn1", RepositoryName.parse(REPOSITORY));
    }

    private static CompletableFuture<Void> follow(FastGitHub gitHub, Deployments deployments, Deployment deployment) {
        return deployments
                .look(deployment)
                .thenCompose(now -> now.isUnderWay()
                        ? gitHub.time()
                                .pause(Duration.ofSeconds(5))
                                .thenCompose(waited -> follow(gitHub, deployments, now))
                        : CompletableFuture.completedFuture(null));
    }

    @Override
    public Map<String, Object> endState(FastGitHub gitHub) {
        return Map.of(
                "workflow runs",
                gitHub.standIn().workflowRuns().runs(REPOSITORY).stream()
                        .map(run -> run.inputs().keySet().stream().sorted().toList() + " " + run.conclusion())
                        .toList());
    }
}
