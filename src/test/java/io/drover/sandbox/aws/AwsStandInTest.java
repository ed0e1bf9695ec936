package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.datazone.model.AccessDeniedException;
import software.amazon.awssdk.services.datazone.model.GetProjectResponse;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Drives the stand-in with the SDK's own clients; scenes of projects in {@link AwsProjectTest}, queues in {@link
 * AwsQueuesTest}.
 */
class AwsStandInTest {
    private static final String DOMAIN = AwsStandIn.DOMAIN;
    private static final String POLICY = """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::a+b~c*"}]}
        """;

    private static final CallLog LOG = new CallLog();
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-01-05T10:00:00Z"));
    private static AwsStandIn aws;
    private static DataZoneClient dataZone;
    private static SageMakerClient sageMaker;
    private static IamClient iam;
    private static ResourceGroupsTaggingApiClient tagging;

    @BeforeAll
    static void start() {
        aws = new AwsStandIn(LOG, NOW::get);
        dataZone = Clients.of(aws, DataZoneClient.builder());
        sageMaker = Clients.of(aws, SageMakerClient.builder());
        iam = Clients.of(aws, IamClient.builder());
        tagging = Clients.of(aws, ResourceGroupsTaggingApiClient.builder());
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @AfterEach
    void everythingFitsTheModels() {
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void aPolicyComesBackAsItWasPut() {
        String role = aws.project("p-policy").resources().executionRoleName();

        assertThatThrownBy(() -> iam.getRolePolicy(r -> r.roleName(role).policyName("Access")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role policy with name Access cannot be found.");
        iam.putRolePolicy(r -> r.roleName(role).policyName("Access").policyDocument(POLICY));

        String encoded =
                iam.getRolePolicy(r -> r.roleName(role).policyName("Access")).policyDocument();
        assertThat(encoded).startsWith("%7B%22Version%22");
        assertThat(Form.decodePath(encoded)).isEqualTo(POLICY);
        assertThat(aws.rolePolicies(role)).containsExactly(Map.entry("Access", POLICY));
    }

    @Test
    void badPoliciesAndUnknownRolesAreRefused() {
        aws.role("some-role");

        assertThatThrownBy(() -> iam.putRolePolicy(
                        r -> r.roleName("some-role").policyName("p").policyDocument("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> iam.putRolePolicy(
                        r -> r.roleName("some-role").policyName("p").policyDocument("{\"Version\":\"2012-10-17\"}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> iam.putRolePolicy(
                        r -> r.roleName("nobody").policyName("p").policyDocument(POLICY)))
                .isInstanceOf(NoSuchEntityException.class);
    }

    @Test
    void throttlingIsRetriedByTheSdk() {
        aws.project("p-throttled");
        String role = aws.project("p-throttled").resources().executionRoleName();
        aws.throttle("datazone", "GetProject", 1);
        aws.throttle("sagemaker", "ListSpaces", 1);
        aws.throttle("iam", "PutRolePolicy", 1);
        aws.throttle("tagging", "GetResources", 1);
        int before = LOG.calls().size();

        getProject("p-throttled");
        sageMaker.listSpaces(r -> {});
        iam.putRolePolicy(r -> r.roleName(role).policyName("p").policyDocument(POLICY));
        tagging.getResources(r -> {});

        assertThat(LOG.calls().subList(before, LOG.calls().size()))
                .extracting(Call::system, Call::operation, Call::status, Call::writes)
                .containsExactly(
                        tuple("datazone", "GetProject", 429, false),
                        tuple("datazone", "GetProject", 200, false),
                        tuple("sagemaker", "ListSpaces", 400, false),
                        tuple("sagemaker", "ListSpaces", 200, false),
                        tuple("iam", "PutRolePolicy", 400, true),
                        tuple("iam", "PutRolePolicy", 200, true),
                        tuple("tagging", "GetResources", 400, false),
                        tuple("tagging", "GetResources", 200, false));
    }

    @Test
    void accessIsDeniedOnDemand() {
        aws.project("p-denied");
        aws.deny("datazone", "GetProject", 1);

        assertThatThrownBy(() -> getProject("p-denied"))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("not authorized to perform: datazone:GetProject");
    }

    @Test
    void secretsHaveACurrentAndAPreviousVersion() {
        try (SecretsManagerClient secrets = Clients.of(aws, SecretsManagerClient.builder())) {
            aws.secret("github-token", "{\"token\":\"one\"}");
            String arn = secrets.getSecretValue(r -> r.secretId("github-token")).arn();

            secrets.putSecretValue(r -> r.secretId(arn).secretString("{\"token\":\"two\"}"));

            assertThat(secrets.getSecretValue(r -> r.secretId(arn)).secretString())
                    .contains("two");
            assertThat(secrets.getSecretValue(r -> r.secretId("github-token").versionStage("AWSPREVIOUS"))
                            .secretString())
                    .contains("one");
            assertThatThrownBy(() -> secrets.getSecretValue(r -> r.secretId("nothing")))
                    .isInstanceOf(software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException.class)
                    .hasMessageContaining("can't find the specified secret");
        }
    }

    @Test
    void oneLearnsWhoOneIsAndAssumesRoles() {
        aws.assumableRole("arn:aws:iam::111122223333:role/deploy");
        try (StsClient sts = Clients.of(aws, StsClient.builder())) {
            var assumed = sts.assumeRole(
                    r -> r.roleArn("arn:aws:iam::111122223333:role/deploy").roleSessionName("drover"));

            assertThat(sts.getCallerIdentity().account()).isEqualTo(AwsStandIn.ACCOUNT);
            assertThat(assumed.assumedRoleUser().arn())
                    .isEqualTo("arn:aws:sts::111122223333:assumed-role/deploy/drover");
            assertThat(assumed.credentials().expiration())
                    .isEqualTo(java.util.Objects.requireNonNull(NOW.get()).plusSeconds(3600));
        }
    }

    private static GetProjectResponse getProject(String project) {
        return dataZone.getProject(r -> r.domainIdentifier(DOMAIN).identifier(project));
    }
}
