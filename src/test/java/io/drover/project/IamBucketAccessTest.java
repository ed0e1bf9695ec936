package io.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.event.ProjectCreated;
import io.drover.failure.Permanent;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.http.CallLog;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

class IamBucketAccessTest {
    private static final CallLog LOG = new CallLog();
    private static AwsStandIn aws;
    private static IamClient iam;
    private static BucketAccess access;
    private static int number;

    private String role = "";
    private int callsBefore;

    @BeforeAll
    static void start() {
        aws = new AwsStandIn(LOG);
        iam = Clients.of(aws, IamClient.builder());
        access = AwsProjects.bucketAccess(iam);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void aRole() {
        role = "execution" + number++;
        aws.role(role);
        callsBefore = LOG.calls().size();
    }

    @AfterEach
    void everythingFitsTheModels() {
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void grantsBothBucketsToARoleWithoutThePolicy() throws JsonProcessingException {
        access.ensure(project("role/service-role/" + role));

        assertThat(calls()).containsExactly("GetRolePolicy", "PutRolePolicy");
        assertThat(new ObjectMapper().readTree(policy())).isEqualTo(new ObjectMapper().readTree("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {"Effect": "Allow", "Action": ["s3:ListBucket"],
                     "Resource": ["arn:aws:s3:::artifacts", "arn:aws:s3:::sagemaker-us-east-1-111122223333"]},
                    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
                     "Resource": ["arn:aws:s3:::artifacts/*", "arn:aws:s3:::sagemaker-us-east-1-111122223333/*"]}
                  ]
                }
                """));
    }

    @Test
    void aSecondTimeItOnlyReads() {
        access.ensure(project("role/" + role));
        callsBefore = LOG.calls().size();

        access.ensure(project("role/" + role));

        assertThat(calls()).containsExactly("GetRolePolicy");
    }

    @Test
    void theSamePolicyInOtherSpacingAndKeyOrderIsLeftAlone() throws JsonProcessingException {
        access.ensure(project("role/" + role));
        String written = turned(new ObjectMapper().readTree(policy()));
        assertThat(written).isNotEqualTo(policy());
        put(written);
        callsBefore = LOG.calls().size();

        access.ensure(project("role/" + role));

        assertThat(calls()).containsExactly("GetRolePolicy");
        assertThat(policy()).isEqualTo(written);
    }

    @Test
    void aPolicyThatSomebodyChangedIsRewritten() {
        access.ensure(project("role/" + role));
        String wanted = policy();
        put(wanted.replace("s3:DeleteObject", "s3:GetObjectTagging"));

        access.ensure(project("role/" + role));

        assertThat(policy()).isEqualTo(wanted);
    }

    @Test
    void aRoleThatIsNotThereIsPermanent() {
        assertThatThrownBy(() -> access.ensure(project("role/nobody")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("SageMakerArtifactBucketAccess")
                .hasMessageContaining("role nobody");
    }

    @Test
    void accessDeniedIsPermanentAndSaysWhatToGrant() {
        aws.deny("iam", "GetRolePolicy", 1);

        assertThatThrownBy(() -> access.ensure(project("role/" + role)))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("iam:GetRolePolicy and iam:PutRolePolicy");
    }

    private void put(String document) {
        iam.putRolePolicy(request -> request.roleName(role)
                .policyName("SageMakerArtifactBucketAccess")
                .policyDocument(document));
    }

    private String policy() {
        return Objects.requireNonNull(aws.rolePolicies(role).get("SageMakerArtifactBucketAccess"));
    }

    /** The same objects with their keys the other way round, in many lines. */
    private static String turned(JsonNode policy) throws JsonProcessingException {
        StringBuilder statements = new StringBuilder();
        for (JsonNode statement : policy.path("Statement")) {
            statements
                    .append(statements.isEmpty() ? "" : ",\n")
                    .append("  { \"Resource\" : %s,\n    \"Action\" : %s,\n    \"Effect\" : %s }"
                            .formatted(statement.path("Resource"), statement.path("Action"), statement.path("Effect")));
        }
        return "{ \"Statement\" : [\n%s ],\n  \"Version\" : \"2012-10-17\" }".formatted(statements);
    }

    private static Project project(String roleResource) {
        var workspace = new StudioWorkspace(
                "unit3",
                "Regression",
                "acme-ml/churn-build",
                "111122223333",
                "us-east-1",
                "arn:aws:sagemaker:us-east-1:111122223333:domain/d-1",
                "arn:aws:sagemaker:us-east-1:111122223333:space/d-1/default",
                "arn:aws:iam::111122223333:" + roleResource,
                "artifacts");
        return new Project(
                new ProjectCreated("dzd_1", "project2", null, false), "churn", new Readiness.Ready(workspace));
    }

    private List<String> calls() {
        return LOG.calls().subList(callsBefore, LOG.calls().size()).stream()
                .map(call -> call.operation())
                .toList();
    }
}
