package io.drover.project;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.datazone.model.EnvironmentSummary;
import software.amazon.awssdk.services.datazone.model.GetEnvironmentResponse;
import software.amazon.awssdk.services.datazone.model.Resource;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/**
 * What a project's Tooling environment made, as far as Drover needs it.
 *
 * @param sageMakerDomainId {@code d-…}
 */
record ProvisionedResources(
        String sageMakerDomainId,
        Optional<String> userRoleArn,
        Optional<String> gitRepository,
        Optional<String> artifactPath) {

    /** The bucket of {@code s3://bucket/domain/project/…}. */
    Optional<String> artifactBucket() {
        return artifactPath.map(path -> path.replaceFirst("^s3://", "").replaceFirst("/.*$", ""));
    }

    /**
     * Looks at the project's environments first (the Tooling one is asked first), then asks the tagging API for the SageMaker domain that
     * carries the project's tag.
     */
    static final class Finder {
        private final DataZoneClient dataZone;
        private final ResourceGroupsTaggingApiClient tagging;

        Finder(DataZoneClient dataZone, ResourceGroupsTaggingApiClient tagging) {
            this.dataZone = dataZone;
            this.tagging = tagging;
        }

        Optional<ProvisionedResources> find(String domainId, String projectId) {
            List<EnvironmentSummary> environments = dataZone
                    .listEnvironmentsPaginator(
                            request -> request.domainIdentifier(domainId).projectIdentifier(projectId))
                    .items()
                    .stream()
                    .sorted(Comparator.comparing(
                            environment -> !environment.name().startsWith("Tooling")))
                    .toList();
            return environments.stream()
                    .map(environment -> dataZone.getEnvironment(
                            request -> request.domainIdentifier(domainId).identifier(environment.id())))
                    .flatMap(environment -> ofEnvironment(environment).stream())
                    .findFirst()
                    .or(() -> ofTags(projectId));
        }

        private static Optional<ProvisionedResources> ofEnvironment(GetEnvironmentResponse environment) {
            Map<String, String> values = environment.provisionedResources().stream()
                    .collect(Collectors.toMap(Resource::name, Resource::value, (first, second) -> first));
            return Optional.ofNullable(values.get("sageMakerDomainId"))
                    .map(id -> new ProvisionedResources(
                            id,
                            Optional.ofNullable(values.get("userRoleArn")),
                            Optional.ofNullable(values.get("gitFullRepositoryId")),
                            Optional.ofNullable(values.get("s3BucketPath"))));
        }

        private Optional<ProvisionedResources> ofTags(String projectId) {
            return tagging
                    .getResources(request -> request.resourceTypeFilters("sagemaker:domain")
                            .tagFilters(TagFilter.builder()
                                    .key("AmazonDataZoneProject")
                                    .values(projectId)
                                    .build()))
                    .resourceTagMappingList()
                    .stream()
                    .findFirst()
                    .map(Finder::ofTaggedDomain);
        }

        private static ProvisionedResources ofTaggedDomain(ResourceTagMapping domain) {
            Optional<String> path = domain.tags().stream()
                    .filter(tag -> tag.key().equals("ProjectS3Path"))
                    .map(Tag::value)
                    .findFirst();
            String id = Arn.fromString(domain.resourceARN()).resource().resource();
            return new ProvisionedResources(id, Optional.empty(), Optional.empty(), path);
        }
    }
}
