package io.drover.doctor;

import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The doctor's look at AWS, at a stand-in. */
public final class StandInCheck {
    private StandInCheck() {}

    public static AwsCheck of(AwsStandIn aws) {
        return new AwsCheck(
                Clients.of(aws, StsClient.builder()),
                Clients.of(aws, IamClient.builder()),
                Clients.of(aws, SqsClient.builder()),
                Clients.of(aws, SageMakerClient.builder()),
                Clients.of(aws, ResourceGroupsTaggingApiClient.builder()));
    }
}
