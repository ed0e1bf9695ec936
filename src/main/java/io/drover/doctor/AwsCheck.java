package io.drover.doctor;

import io.drover.doctor.Caller.Identity;
import io.drover.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Finds out, before there is work, whether Drover can do it on AWS. It changes nothing, and receives no message. */
public final class AwsCheck {
    /** A model package group that is not there. */
    private static final String NOBODYS = "drover-doctor";

    private final StsClient sts;
    private final IamClient iam;
    private final Queues queues;
    private final Permissions permissions;

    public AwsCheck(
            StsClient sts,
            IamClient iam,
            SqsClient sqs,
            SageMakerClient sageMaker,
            ResourceGroupsTaggingApiClient tagging) {
        this.sts = sts;
        this.iam = iam;
        queues = new Queues(sqs);
        permissions = new Permissions(
                iam,
                Map.of(
                        "sagemaker:ListSpaces", () -> sageMaker.listSpaces(request -> request.maxResults(1)),
                        "sagemaker:ListModelPackages",
                                () -> sageMaker.listModelPackages(request ->
                                        request.modelPackageGroupName(NOBODYS).maxResults(1)),
                        "tag:GetResources", () -> tagging.getResources(request -> request.resourcesPerPage(1))));
    }

    /**
     * Never empty and never a failure.
     *
     * @param workflowRole its ARN
     * @param maxReceives deliveries before Drover parks a message
     */
    public CompletableFuture<List<Finding>> findings(Checks checks, Usage usage, String workflowRole, int maxReceives) {
        CompletableFuture<Identity> identity = new CompletableFuture<>();
        CompletableFuture<List<Finding>> first = checks.start("AWS credentials", () -> {
            identity.complete(Caller.find(sts));
            return List.of(identity.join().finding());
        });
        return first.thenCompose(findings -> {
            if (identity.isDone() && !identity.join().hasCredentials()) {
                return CompletableFuture.completedFuture(findings);
            }
            List<CompletableFuture<List<Finding>>> rest = new ArrayList<>();
            usage.feeds()
                    .forEach(feed -> rest.add(checks.start(
                            "Queue " + feed.name(), () -> queues.feed(feed, maxReceives, usage.targets()))));
            usage.targets()
                    .forEach(queue -> rest.add(checks.start("Queue " + queue.name(), () -> queues.target(queue))));
            rest.add(checks.start("Permissions", () -> permissions(identity, usage)));
            rest.add(checks.start("Role for workflows", () -> new WorkflowRole(iam).look(workflowRole)));
            return joined(findings, rest);
        });
    }

    private List<Finding> permissions(CompletableFuture<Identity> identity, Usage usage) {
        return identity.isDone() && identity.join().caller().isPresent()
                ? permissions.compare(identity.join().caller().get(), usage)
                : List.of(Finding.unchecked("Permissions cannot be checked while it is not known who Drover is.", ""));
    }

    private static CompletableFuture<List<Finding>> joined(
            List<Finding> first, List<CompletableFuture<List<Finding>>> rest) {
        return CompletableFuture.allOf(rest.toArray(CompletableFuture[]::new)).thenApply(done -> {
            List<Finding> all = new ArrayList<>(first);
            rest.forEach(findings -> all.addAll(findings.join()));
            return all;
        });
    }
}
