package io.drover.sandbox.aws;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** Makes clients of the real SDK talk to a stand-in of the same process, as its environment would in another. */
public final class Clients {
    private Clients() {}

    public static <B extends AwsClientBuilder<B, C>, C> C of(AwsStandIn aws, B builder) {
        Map<String, String> environment = aws.environment();
        var credentials = AwsBasicCredentials.create(
                String.valueOf(environment.get("AWS_ACCESS_KEY_ID")),
                String.valueOf(environment.get("AWS_SECRET_ACCESS_KEY")));
        return of(aws, builder, credentials, String.valueOf(environment.get("AWS_REGION")));
    }

    /** With other credentials and another region than the environment's. */
    public static <B extends AwsClientBuilder<B, C>, C> C of(
            AwsStandIn aws, B builder, AwsCredentials credentials, String region) {
        return builder.endpointOverride(
                        URI.create(String.valueOf(aws.environment().get("AWS_ENDPOINT_URL"))))
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }
}
