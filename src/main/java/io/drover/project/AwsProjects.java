package io.drover.project;

import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

/** The ports of this package over AWS. */
public final class AwsProjects {
    private AwsProjects() {}

    public static Projects projects(
            DataZoneClient dataZone, SageMakerClient sageMaker, ResourceGroupsTaggingApiClient tagging) {
        var resources = new ProvisionedResources.Finder(dataZone, tagging);
        return new SageMakerProjects(dataZone, new Workspaces(dataZone, sageMaker, resources));
    }

    public static BucketAccess bucketAccess(IamClient iam) {
        return new IamBucketAccess(iam);
    }
}
