package io.drover.project;

import java.util.Locale;
import java.util.Map;

/**
 * What a finished project of SageMaker Unified Studio runs on in AWS.
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
public record StudioWorkspace(
        String domainUnitId,
        String profile,
        String buildRepository,
        String deployAccount,
        String region,
        String sageMakerDomainArn,
        String spaceArn,
        String executionRoleArn,
        String artifactBucket)
        implements Workspace {
    /** Templates' folders are in lower case. */
    @Override
    public Map<String, String> facts() {
        return Map.of(
                "domain.unit.id", domainUnitId,
                "profile", profile.toLowerCase(Locale.ROOT),
                "build.repository", buildRepository,
                "deploy.account", deployAccount,
                "region", region,
                "sagemaker.domain.arn", sageMakerDomainArn,
                "space.arn", spaceArn,
                "execution.role.arn", executionRoleArn,
                "artifact.bucket", artifactBucket);
    }
}
