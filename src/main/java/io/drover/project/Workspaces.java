package io.drover.project;

import io.drover.event.ProjectCreated;
import io.drover.failure.Permanent;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.datazone.model.EnvironmentConfiguration;
import software.amazon.awssdk.services.datazone.model.GetProjectProfileResponse;
import software.amazon.awssdk.services.datazone.model.GetProjectResponse;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeDomainResponse;
import software.amazon.awssdk.services.sagemaker.model.SpaceDetails;
import software.amazon.awssdk.services.sagemaker.model.SpaceStatus;

/**
 * Finds what a deployed project runs on: profile, SageMaker domain, space, role, bucket, build repository. Seven calls at the most, whatever
 * the number of SageMaker domains.
 */
final class Workspaces {
    private final DataZoneClient dataZone;
    private final SageMakerClient sageMaker;
    private final ProvisionedResources.Finder resources;

    Workspaces(DataZoneClient dataZone, SageMakerClient sageMaker, ProvisionedResources.Finder resources) {
        this.dataZone = dataZone;
        this.sageMaker = sageMaker;
        this.resources = resources;
    }

    Readiness find(ProjectCreated created, GetProjectResponse project) {
        Optional<ProvisionedResources> found = resources.find(created.domainId(), created.projectId());
        if (found.isEmpty()) {
            return new Readiness.Waiting("No SageMaker domain belongs to the project yet");
        }
        ProvisionedResources provisioned = found.get();
        DescribeDomainResponse domain =
                sageMaker.describeDomain(request -> request.domainId(provisioned.sageMakerDomainId()));
        Optional<SpaceDetails> space = firstSpaceInService(domain.domainId());
        if (space.isEmpty()) {
            return new Readiness.Waiting(
                    "No space of SageMaker domain %s is InService yet".formatted(domain.domainId()));
        }
        String spaceArn = sageMaker
                .describeSpace(request -> request.domainId(domain.domainId())
                        .spaceName(space.get().spaceName()))
                .spaceArn();
        return new Readiness.Ready(workspace(created, project, provisioned, domain, spaceArn));
    }

    private StudioWorkspace workspace(
            ProjectCreated created,
            GetProjectResponse project,
            ProvisionedResources provisioned,
            DescribeDomainResponse domain,
            String spaceArn) {
        Arn domainArn = Arn.fromString(domain.domainArn());
        String region = domainArn.region().orElse("");
        GetProjectProfileResponse profile = dataZone.getProjectProfile(
                request -> request.domainIdentifier(created.domainId()).identifier(project.projectProfileId()));
        String bucket = provisioned
                .artifactBucket()
                .orElse("amazon-sagemaker-%s-%s".formatted(domainArn.accountId().orElse(""), region));
        return new StudioWorkspace(
                project.domainUnitId(),
                profile.name(),
                buildRepository(created, project, provisioned),
                deployAccount(created, project, profile),
                region,
                domain.domainArn(),
                spaceArn,
                executionRole(domain, provisioned),
                bucket);
    }

    /** Spaces that failed or are pending do not count; people can make another. */
    private Optional<SpaceDetails> firstSpaceInService(String domainId) {
        return sageMaker.listSpacesPaginator(request -> request.domainIdEquals(domainId)).spaces().stream()
                .filter(space -> space.status() == SpaceStatus.IN_SERVICE)
                .findFirst();
    }

    private static String executionRole(DescribeDomainResponse domain, ProvisionedResources provisioned) {
        return Optional.ofNullable(domain.defaultSpaceSettings())
                .flatMap(settings -> Optional.ofNullable(settings.executionRole()))
                .or(provisioned::userRoleArn)
                .orElseThrow(() -> new Permanent(
                        "SageMaker domain %s has no execution role: set one in its default space settings."
                                .formatted(domain.domainId())));
    }

    private static String buildRepository(
            ProjectCreated created, GetProjectResponse project, ProvisionedResources provisioned) {
        Supplier<Optional<String>> fromProject = () -> project.userParameters().stream()
                .flatMap(group -> group.environmentParameters().stream())
                .filter(parameter -> "gitFullRepositoryId".equals(parameter.name()))
                .map(parameter -> parameter.value())
                .findFirst();
        return Optional.ofNullable(created.buildRepository())
                .or(fromProject)
                .or(provisioned::gitRepository)
                .orElseThrow(() -> new Permanent(
                        ("Project %s names no Git repository: neither its event, its parameters nor its Tooling environment has"
                                        + " gitFullRepositoryId. Create the project with a GitHub connection.")
                                .formatted(created.subject())));
    }

    /** The profile names one account, or a pool of them; then the project's parameters say which it became. */
    private static String deployAccount(
            ProjectCreated created, GetProjectResponse project, GetProjectProfileResponse profile) {
        Optional<String> ofProfile = profile.environmentConfigurations().stream()
                .findFirst()
                .map(EnvironmentConfiguration::awsAccount)
                .flatMap(account -> Optional.ofNullable(account.awsAccountId()));
        return ofProfile
                .or(() -> project.userParameters().stream()
                        .flatMap(group -> Optional.ofNullable(group.environmentResolvedAccount()).stream())
                        .map(account -> account.awsAccountId())
                        .findFirst())
                .orElseThrow(() -> new Permanent(
                        "Profile '%s' of project %s names no AWS account that can be read: set an account id in its first environment."
                                .formatted(profile.name(), created.subject())));
    }
}
