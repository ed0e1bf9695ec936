package io.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import io.drover.project.AccountClients;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import io.drover.type.BusinessUnit;
import io.drover.type.ProjectTypes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

class ProjectAccountsTest {
    private static final String ELSEWHERE = "444455556666";
    private static final String READER = "arn:aws:iam::444455556666:role/drover-reader";

    /** The clients of other accounts are made as the SDK is told from outside. */
    private static final Map<String, String> SDK = Map.of(
            "AWS_ENDPOINT_URL", "aws.endpointUrl",
            "AWS_REGION", "aws.region",
            "AWS_ACCESS_KEY_ID", "aws.accessKeyId",
            "AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey");

    private final CallLog log = new CallLog();
    private final AwsStandIn aws = new AwsStandIn(log);

    @BeforeEach
    void tellTheSdk() {
        SDK.forEach((variable, property) ->
                System.setProperty(property, String.valueOf(aws.environment().get(variable))));
    }

    @AfterEach
    void forgetWhatTheSdkWasTold() {
        SDK.values().forEach(System::clearProperty);
    }

    @AfterEach
    void onlyReadsThatFitTheModels() {
        aws.close();
        assertThat(aws.violations()).isEmpty();
        assertThat(log.calls(Call::writes)).isEmpty();
    }

    @Test
    void accountsWhoseProjectsMayBeSeenAreFine() {
        aws.assumableRole(READER, "acme-drover");

        assertThat(findings(unit(AwsStandIn.ACCOUNT, null), unit(ELSEWHERE, READER)))
                .containsExactly(
                        Finding.ok("Projects of 111122223333:us-east-1 and their stacks can be looked at."),
                        Finding.ok("Projects of 444455556666:us-east-1 and their stacks can be looked at."));
    }

    @Test
    void withoutAccountsNothingIsLookedAt() {
        assertThat(findings()).isEmpty();
        assertThat(log.calls(call -> true)).isEmpty();
    }

    @Test
    void eachPermissionThatIsMissingIsNamedWithTheAccountAndWhoNeedsIt() {
        aws.deny("sagemaker", "DescribeProject", 1);
        aws.deny("cloudformation", "DescribeStacks", 1);

        assertThat(findings(unit(AwsStandIn.ACCOUNT, null)))
                .containsExactly(
                        Finding.missing(
                                "Drover may not do sagemaker:DescribeProject in 111122223333:us-east-1.",
                                "Give it to Drover's role."),
                        Finding.missing(
                                "Drover may not do cloudformation:DescribeStacks in 111122223333:us-east-1.",
                                "Give it to Drover's role."));
    }

    @Test
    void aReaderRoleThatDoesNotLetDroverInIsNamedWithWhatToCompare() {
        aws.assumableRole(READER, "somebody-else");

        assertThat(findings(unit(ELSEWHERE, READER))).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
            assertThat(finding.what()).startsWith("Drover cannot take the reader-role of 444455556666:us-east-1: ");
            assertThat(finding.remedy()).contains("external id", "sts:AssumeRole");
        });
    }

    @Test
    void anotherAccountWithoutAReaderRoleCannotBeLookedInto() {
        assertThat(findings(unit(ELSEWHERE, null))).singleElement().satisfies(finding -> {
            assertThat(finding.what())
                    .isEqualTo("Drover is in account 111122223333 and cannot look into 444455556666.");
            assertThat(finding.remedy()).contains("project-reader.yaml", "reader-role");
        });
    }

    @Test
    void whatAwsDoesNotTellNowIsNotCertain() {
        aws.refuse("sagemaker", "DescribeProject", 9, "InternalFailure", "Something broke");

        assertThat(findings(unit(AwsStandIn.ACCOUNT, null))).singleElement().satisfies(finding -> {
            assertThat(finding.verdict()).isEqualTo(Verdict.UNCHECKED);
            assertThat(finding.what()).contains("Something broke");
        });
    }

    private static BusinessUnit unit(String account, @Nullable String reader) {
        return new BusinessUnit(
                "unit-" + account, null, account, null, null, reader, reader == null ? null : "acme-drover");
    }

    private List<Finding> findings(BusinessUnit... units) {
        var types = new ProjectTypes(Map.of(), List.of(units), Map.of(), Map.of());
        try (SdkHttpClient http = ApacheHttpClient.create();
                StsClient sts = Clients.of(aws, StsClient.builder())) {
            return new ProjectAccounts(sts, new AccountClients(http, sts, types), types, AwsStandIn.REGION).findings();
        }
    }
}
