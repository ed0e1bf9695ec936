package io.drover.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doctor.Usage.Queue;
import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsCheckTest {
    private static final String ROLE = "arn:aws:iam::111122223333:role/workflows";
    private static final String TRUST =
            "{\"Principal\":{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"}}";

    private final CallLog log = new CallLog();
    private final AwsStandIn aws = new AwsStandIn(log);
    private final Queue events = new Queue("drover.queue.project-events", aws.projectEventsQueue());
    private final Queue dead = new Queue("drover.queue.dead-letters", aws.deadLettersQueue());

    AwsCheckTest() {
        aws.role("workflows", TRUST);
    }

    @AfterEach
    void onlyReadsThatFitTheModels() {
        aws.close();
        assertThat(aws.violations()).isEmpty();
        assertThat(log.calls(Call::writes)).isEmpty();
    }

    @Test
    void whatIsThereAndAllowedIsFine() {
        List<Finding> findings = findings(events, dead);

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.OK);
        assertThat(findings)
                .extracting(Finding::what)
                .contains(
                        "Drover is arn:aws:sts::111122223333:assumed-role/drover/sandbox, in us-east-1.",
                        "Queue project-events is there; SQS moves a message to dead-letters after 12 deliveries, Drover parks it after 10.",
                        "Queue dead-letters is there.",
                        "IAM allows sqs:SendMessage, sqs:GetQueueAttributes on arn:aws:sqs:us-east-1:111122223333:dead-letters.",
                        "IAM allows events:PutEvents on arn:aws:events:us-east-1:111122223333:event-bus/default.",
                        "Role workflows for workflows trusts GitHub (token.actions.githubusercontent.com).");
    }

    @Test
    void aDeniedActionIsNamedWithTheRoleAndTheResource() {
        aws.forbid("iam:PutRolePolicy", "sagemaker:ListSpaces");

        assertThat(missing(findings(events, dead)))
                .containsExactlyInAnyOrder(
                        "arn:aws:iam::111122223333:role/drover may not do iam:PutRolePolicy on arn:aws:iam::111122223333:role/datazone_usr_role_example.",
                        "arn:aws:iam::111122223333:role/drover may not do sagemaker:ListSpaces on *.");
    }

    @Test
    void whatOnlyDeadLettersNeedIsNoMistakeWhenItIsDenied() {
        aws.forbid("sqs:StartMessageMoveTask");

        assertThat(findings(events, dead))
                .filteredOn(finding -> finding.verdict() != Verdict.OK)
                .containsExactly(Finding.unchecked(
                        "arn:aws:iam::111122223333:role/drover may not do sqs:StartMessageMoveTask on arn:aws:sqs:us-east-1:111122223333:dead-letters, which only looking at dead letters, retry, drop and redrive need.",
                        "Add it to its policies, or do these with other credentials."));
    }

    @Test
    void whereIamMayNotBeAskedReadsAreTriedAndTheRestIsNotCertain() {
        aws.deny("iam", "SimulatePrincipalPolicy", 1);
        aws.deny("sagemaker", "ListSpaces", 1);

        List<Finding> findings = findings(events, dead);

        assertThat(missing(findings)).containsExactly("Drover may not do sagemaker:ListSpaces.");
        assertThat(findings).extracting(Finding::what).contains("Drover may do tag:GetResources.");
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.UNCHECKED)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.what()).contains("events:PutEvents", "iam:PutRolePolicy", "datazone:GetProject");
                    assertThat(finding.remedy()).contains("iam:SimulatePrincipalPolicy");
                });
    }

    @Test
    void aQueueThatIsNotThereIsNamedWithItsSetting() {
        var gone = new Queue("drover.queue.dead-letters", aws.deadLettersQueue() + "-gone");

        assertThat(findings(events, gone)).anySatisfy(finding -> {
            assertThat(finding.what()).isEqualTo("There is no queue " + gone.url() + ".");
            assertThat(finding.remedy()).contains("drover.queue.dead-letters");
        });
    }

    @Test
    void aFeedWithoutRedrivePolicyOrWithATooLowOneIsTold() {
        var plain = new Queue("drover.queue.project-events", aws.queue("plain"));

        assertThat(missing(findings(plain, dead)))
                .containsExactly("Queue plain has no redrive policy: what Drover cannot park would come for ever.");
        assertThat(missing(findings(events, dead, 12)))
                .singleElement()
                .asString()
                .startsWith(
                        "The maxReceiveCount of queue project-events is 12, not above drover.queue.max-receives, 12");
    }

    @Test
    void deadLettersThatAreTheFeedItselfAreTold() {
        assertThat(missing(findings(events, new Queue("drover.queue.dead-letters", events.url()))))
                .singleElement()
                .asString()
                .contains("are the same queue, project-events");
    }

    @Test
    void aFeedThatARouteSendsToByItsOwnSettingIsNoMistake() {
        assertThat(missing(findings(events, Set.of(dead, events), 10))).isEmpty();
    }

    @Test
    void aQueueThatMayNotBeLookedAtIsNotCertain() {
        aws.deny("sqs", "GetQueueAttributes", 2);

        assertThat(findings(events, dead))
                .filteredOn(finding -> finding.verdict() == Verdict.UNCHECKED)
                .extracting(Finding::what)
                .containsExactlyInAnyOrder(
                        "Queue project-events may not be looked at.", "Queue dead-letters may not be looked at.");
    }

    @Test
    void credentialsThatHaveExpiredAreTheOnlyFinding() {
        aws.refuse("sts", "GetCallerIdentity", 1, "ExpiredTokenException", "The security token is expired");

        assertThat(missing(findings(events, dead)))
                .containsExactly("The AWS credentials have expired (ExpiredTokenException).");
        assertThat(log.calls(call -> call.system().equals("sqs"))).isEmpty();
    }

    @Test
    void withoutStsTheQueuesAreLookedAtAllTheSame() {
        aws.deny("sts", "GetCallerIdentity", 1);

        assertThat(findings(events, dead))
                .extracting(Finding::what)
                .contains(
                        "Queue dead-letters is there.",
                        "Permissions cannot be checked while it is not known who Drover is.")
                .anySatisfy(what -> assertThat(what).startsWith("Who Drover is on AWS cannot be told: "));
    }

    @Test
    void aRoleForWorkflowsThatIsMissingOrTrustsSomebodyElseHindersNothing() {
        aws.role("workflows", "{}");

        assertThat(findings(events, dead))
                .filteredOn(finding -> finding.verdict() != Verdict.OK)
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.UNCHECKED))
                .satisfies(
                        finding -> assertThat(finding.what())
                                .isEqualTo(
                                        "Role workflows for workflows does not trust https://token.actions.githubusercontent.com."));
    }

    private static List<String> missing(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.MISSING)
                .map(Finding::what)
                .toList();
    }

    private List<Finding> findings(Queue feed, Queue target) {
        return findings(feed, target, 10);
    }

    private List<Finding> findings(Queue feed, Queue target, int maxReceives) {
        return findings(feed, Set.of(target), maxReceives);
    }

    private List<Finding> findings(Queue feed, Set<Queue> targets, int maxReceives) {
        var usage = new Usage(
                Set.of(
                        "from:aws2-sqs",
                        "to:aws2-sqs",
                        "to:aws2-eventbridge",
                        "bean:deadLetters",
                        "bean:projects",
                        "bean:bucketAccess"),
                Set.of(feed),
                targets,
                Set.of("default"));
        var check = StandInCheck.of(aws);
        try (var checks = new Checks(Duration.ofSeconds(30))) {
            return check.findings(checks, usage, ROLE, maxReceives).join();
        }
    }
}
