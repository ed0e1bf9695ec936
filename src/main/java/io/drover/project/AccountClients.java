package io.drover.project;

import io.drover.event.StackProject;
import io.drover.type.BusinessUnit;
import io.drover.type.ProjectTypes;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * AWS clients for the accounts and regions that projects are in: with the role that the business unit names, else with Drover's own
 * credentials. Made when they are needed first; safe for several threads.
 */
public final class AccountClients {
    private final SdkHttpClient http;
    private final StsClient sts;
    private final ProjectTypes types;
    private final Map<String, SageMakerClient> sageMaker = new ConcurrentHashMap<>();
    private final Map<String, CloudFormationClient> cloudFormation = new ConcurrentHashMap<>();

    public AccountClients(SdkHttpClient http, StsClient sts, ProjectTypes types) {
        this.http = http;
        this.sts = sts;
        this.types = types;
    }

    /** Whether another role than Drover's own looks there. */
    public boolean isElsewhere(String account, String region) {
        return types.unit(account, region).map(BusinessUnit::readerRole).isPresent();
    }

    public SageMakerClient sageMaker(String account, String region) {
        return sageMaker.computeIfAbsent(
                StackProject.home(account, region),
                home -> with(SageMakerClient.builder(), account, region)
                        .httpClient(http)
                        .build());
    }

    public CloudFormationClient cloudFormation(String account, String region) {
        return cloudFormation.computeIfAbsent(
                StackProject.home(account, region),
                home -> with(CloudFormationClient.builder(), account, region)
                        .httpClient(http)
                        .build());
    }

    private <B extends AwsClientBuilder<B, C>, C> B with(B builder, String account, String region) {
        builder.region(Region.of(region));
        types.unit(account, region).flatMap(this::credentials).ifPresent(builder::credentialsProvider);
        return builder;
    }

    private Optional<AwsCredentialsProvider> credentials(BusinessUnit unit) {
        return Optional.ofNullable(unit.readerRole())
                .map(role -> StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request -> request.roleArn(Objects.requireNonNull(role))
                                .roleSessionName("drover")
                                .externalId(unit.externalId()))
                        .build());
    }
}
