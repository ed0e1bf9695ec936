package io.drover.project;

/**
 * What a finished project runs on in AWS.
 *
 * @param domainUnitId DataZone's domain unit of the project
 * @param profile name of the project profile, as written in DataZone
 * @param buildRepository {@code owner/name} of the repository that SMUS made
 * @param deployAccount the account that the profile deploys to, 12 digits
 * @param region of the SageMaker domain
 * @param sageMakerDomainArn the SageMaker domain behind the project
 * @param spaceArn its first space in service
 * @param executionRoleArn the domain's execution role
 * @param artifactBucket name of the bucket that holds the project's artifacts
 */
public record Workspace(
        String domainUnitId,
        String profile,
        String buildRepository,
        String deployAccount,
        String region,
        String sageMakerDomainArn,
        String spaceArn,
        String executionRoleArn,
        String artifactBucket) {}
