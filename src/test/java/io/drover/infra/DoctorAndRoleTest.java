package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ShippedRoutes;
import io.drover.doctor.Checks;
import io.drover.doctor.StandInCheck;
import io.drover.finding.Finding;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The doctor has IAM evaluate single ARNs, and a policy on some resources does not allow an action on all of them. */
class DoctorAndRoleTest {
    private final AwsStandIn aws = new AwsStandIn(new CallLog());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void theDoctorFindsThatTheShippedRoleMayDoAllThatTheShippedRoutesNeed() throws Exception {
        List<Statement> role = Template.named("drover-role").statements();
        aws.policy((action, arn) -> role.stream().anyMatch(statement -> statement.allows(action, arn)));

        assertThat(permissions()).isNotEmpty().noneMatch(what -> what.contains(" may not do "));
    }

    @Test
    void theDoctorFindsWhatTheRoleMayNotDoWhenAStatementIsGone() throws Exception {
        List<Statement> role = Template.named("drover-role").statements().stream()
                .filter(statement -> !statement.actions().contains("sagemaker:ListTags"))
                .toList();
        aws.policy((action, arn) -> role.stream().anyMatch(statement -> statement.allows(action, arn)));

        assertThat(permissions())
                .filteredOn(what -> what.contains(" may not do "))
                .singleElement()
                .asString()
                .contains("sagemaker:ListTags on arn:aws:sagemaker:us-east-1:111122223333:model-package-group/");
    }

    private List<String> permissions() throws Exception {
        var check = StandInCheck.of(aws);
        try (var checks = new Checks(Duration.ofSeconds(30))) {
            return check
                    .findings(checks, ShippedRoutes.usage(), "arn:aws:iam::111122223333:role/workflows", 10)
                    .join()
                    .stream()
                    .map(Finding::what)
                    .filter(what -> what.contains(" may not do ") || what.startsWith("IAM allows "))
                    .toList();
        }
    }
}
