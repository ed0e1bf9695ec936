package io.drover;

import io.drover.project.AccountClients;
import io.drover.type.ProjectTypes;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The AWS clients, one each for the whole process, Camel's components included. Region, credentials and endpoints come from the SDK's own
 * variables ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_SQS}, …).
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html">Settings reference</a>
 */
record AwsClients(
        SdkHttpClient http,
        Feeds feeds,
        EventBridgeClient eventBridge,
        SecretsManagerClient secretsManager,
        DataZoneClient dataZone,
        SageMakerClient sageMaker,
        ResourceGroupsTaggingApiClient tagging,
        IamClient iam,
        StsClient sts)
        implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AwsClients.class);

    private static final int CONNECTIONS = 100;

    /**
     * @throws SettingsException when the SDK has no region
     */
    static AwsClients create() {
        SdkHttpClient http =
                ApacheHttpClient.builder().maxConnections(CONNECTIONS).build();
        try {
            return new AwsClients(
                    http,
                    feeds(http),
                    build(EventBridgeClient.builder(), http),
                    build(SecretsManagerClient.builder(), http),
                    build(DataZoneClient.builder(), http),
                    build(SageMakerClient.builder(), http),
                    build(ResourceGroupsTaggingApiClient.builder(), http),
                    build(IamClient.builder(), http),
                    build(StsClient.builder(), http));
        } catch (SdkClientException e) {
            log.atDebug().setCause(e).log("The SDK's own words");
            throw new SettingsException("AWS_REGION must be set, or a profile with a region.");
        }
    }

    private static Feeds feeds(SdkHttpClient http) {
        SdkHttpClient polls =
                ApacheHttpClient.builder().maxConnections(CONNECTIONS).build();
        return new Feeds(build(SqsClient.builder(), polls), polls, build(SqsClient.builder(), http));
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient> C build(
            B builder, SdkHttpClient http) {
        return builder.httpClient(http).build();
    }

    /** For the accounts of business units. */
    AccountClients accounts(ProjectTypes types) {
        return new AccountClients(http, sts, types);
    }

    /** Where the projects are. */
    String region() {
        return dataZone.serviceClientConfiguration().region().id();
    }

    /** Names them for {@code application.properties}, where Camel's components are told to use them. */
    void bindTo(Registry registry) {
        registry.bind("sqs", feeds.client());
        registry.bind("eventBridge", eventBridge);
        registry.bind("secretsManager", secretsManager);
    }

    @Override
    public void close() {
        http.close();
    }
}
