package io.drover.deployment;

import io.drover.event.ModelVersion;
import io.drover.event.StackProject;
import io.drover.failure.Permanent;
import io.drover.project.AwsRefusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSortBy;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageStatus;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** SageMaker's model registry. Throttling and failures of AWS pass through as the SDK throws them: they are tried again. */
public final class SageMakerModelPackages implements ModelPackages {
    /** Source of the set and of the two lengths: CustomerMetadataMap in SageMaker's service model. */
    private static final String UNTAKEN = "[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;

    private final Function<ModelVersion, SageMakerClient> clients;

    /**
     * @param clients for the account and region of a model
     */
    public SageMakerModelPackages(Function<ModelVersion, SageMakerClient> clients) {
        this.clients = clients;
    }

    @Override
    public Optional<ModelProject> findProject(ModelVersion model) {
        Map<String, String> tags =
                asking(
                        "sagemaker:ListTags",
                        model.groupArn(),
                        () -> clients
                                .apply(model)
                                .listTagsPaginator(request -> request.resourceArn(model.groupArn()))
                                .tags()
                                .stream()
                                .collect(Collectors.toMap(Tag::key, Tag::value)));
        Optional<String> domain = Optional.ofNullable(tags.get("AmazonDataZoneDomain"));
        // The first is what the build templates set, the second what SageMaker Unified Studio sets on all that it
        // makes.
        Optional<String> project = Optional.ofNullable(tags.get("sagemaker:project-id"))
                .or(() -> Optional.ofNullable(tags.get("AmazonDataZoneProject")));
        return domain.flatMap(domainId -> project.map(projectId -> new ModelProject(domainId, projectId)))
                .or(() -> ofStack(model, tags));
    }

    /** SageMaker Projects sets both tags on all that their stacks make; there is no domain. */
    private static Optional<ModelProject> ofStack(ModelVersion model, Map<String, String> tags) {
        return Optional.ofNullable(tags.get("sagemaker:project-name"))
                .flatMap(name -> Optional.ofNullable(tags.get("sagemaker:project-id"))
                        .flatMap(id ->
                                StackProject.find(StackProject.home(model.account(), model.region()), name + "-" + id)))
                .map(key -> new ModelProject(key.home(), key.group(), true));
    }

    @Override
    public Optional<ModelVersion> findOtherApproved(ModelVersion model) {
        return asking(
                "sagemaker:ListModelPackages",
                model.groupArn(),
                () -> clients
                        .apply(model)
                        .listModelPackagesPaginator(request -> request.modelPackageGroupName(model.groupArn())
                                .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                                .sortBy(ModelPackageSortBy.CREATION_TIME)
                                .sortOrder(SortOrder.DESCENDING))
                        .modelPackageSummaryList()
                        .stream()
                        .filter(found -> found.modelPackageStatus() == ModelPackageStatus.COMPLETED)
                        .filter(found -> !found.modelPackageArn().equals(model.arn()))
                        .findFirst()
                        .map(found -> new ModelVersion(found.modelPackageArn(), model.group())));
    }

    @Override
    public void ensureMetadata(ModelVersion model, Map<String, String> metadata) {
        Map<String, String> wanted = new HashMap<>();
        metadata.forEach((key, value) -> wanted.put(taken(key, LONGEST_KEY), taken(value, LONGEST_VALUE)));
        Map<String, String> there = asking(
                "sagemaker:DescribeModelPackage",
                model.arn(),
                () -> clients.apply(model)
                        .describeModelPackage(request -> request.modelPackageName(model.arn()))
                        .customerMetadataProperties());
        wanted.entrySet().removeAll(there.entrySet());
        if (!wanted.isEmpty()) {
            asking(
                    "sagemaker:UpdateModelPackage",
                    model.arn(),
                    () -> clients.apply(model)
                            .updateModelPackage(request ->
                                    request.modelPackageArn(model.arn()).customerMetadataProperties(wanted)));
        }
    }

    private static String taken(String text, int longest) {
        String taken = text.replaceAll(UNTAKEN, "_");
        return taken.codePointCount(0, taken.length()) <= longest
                ? taken
                : taken.substring(0, taken.offsetByCodePoints(0, longest));
    }

    private static <T> T asking(String action, String arn, Supplier<T> call) {
        try {
            return call.get();
        } catch (SageMakerException e) {
            if (AwsRefusal.isDenied(e)) {
                throw new Permanent(
                        "SageMaker does not let Drover use %s: %s. Give Drover's role %s on it, in the region of the model."
                                .formatted(arn, e.getMessage(), action),
                        e);
            }
            if (AwsRefusal.isInvalid(e)) {
                throw new Permanent(
                        "SageMaker does not do %s on %s: %s. If it was deleted, nothing is left to do; else make Drover run in its account and region."
                                .formatted(action, arn, e.getMessage()),
                        e);
            }
            throw e;
        }
    }
}
