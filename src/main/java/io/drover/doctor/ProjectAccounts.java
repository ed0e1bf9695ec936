package io.drover.doctor;

import io.drover.event.StackProject;
import io.drover.finding.Finding;
import io.drover.project.AccountClients;
import io.drover.project.AwsRefusal;
import io.drover.type.BusinessUnit;
import io.drover.type.ProjectTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Whether Drover sees projects of SageMaker Projects and their stacks in each account that the registry of project types names. What is
 * asked for is not there: the answer tells whether it might have been seen.
 */
public final class ProjectAccounts {
    private static final String NOBODY = "drover-doctor";

    private final StsClient sts;
    private final AccountClients clients;
    private final ProjectTypes types;
    private final String region;

    /**
     * @param sts tells Drover's own account
     * @param region where projects are of a unit that names none
     */
    public ProjectAccounts(StsClient sts, AccountClients clients, ProjectTypes types, String region) {
        this.sts = sts;
        this.clients = clients;
        this.types = types;
        this.region = region;
    }

    /** One or two for each account and region; none when no account is named. */
    public List<Finding> findings() {
        Set<String> homes = new TreeSet<>();
        for (BusinessUnit unit : types.accounts()) {
            homes.add(StackProject.home(unit.dev(), unit.region() == null ? region : unit.region()));
        }
        if (homes.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String own = sts.getCallerIdentity().account();
        for (String home : homes) {
            String account = StackProject.accountOf(home);
            boolean reachable = account.equals(own) || clients.isElsewhere(account, StackProject.regionOf(home));
            findings.addAll(
                    reachable
                            ? look(account, StackProject.regionOf(home))
                            : List.of(
                                    Finding.missing(
                                            "Drover is in account %s and cannot look into %s.".formatted(own, account),
                                            "Make a role with infra/cloudformation/project-reader.yaml there, and name it in drover.project-types as the account's reader-role.")));
        }
        return findings;
    }

    private List<Finding> look(String account, String inRegion) {
        String home = StackProject.home(account, inRegion);
        String whose = clients.isElsewhere(account, inRegion) ? "the reader-role of the account" : "Drover's role";
        List<Finding> wrong = new ArrayList<>();
        for (Question question : List.of(
                new Question(
                        "sagemaker:DescribeProject",
                        () -> clients.sageMaker(account, inRegion)
                                .describeProject(request -> request.projectName(NOBODY))),
                new Question(
                        "cloudformation:DescribeStacks",
                        () -> clients.cloudFormation(account, inRegion)
                                .describeStacks(
                                        request -> request.stackName("SC-%s-%s".formatted(account, NOBODY)))))) {
            try {
                question.call().run();
            } catch (StsException e) {
                return List.of(
                        Finding.missing(
                                "Drover cannot take the reader-role of %s: %s.".formatted(home, e.getMessage()),
                                "Compare its trust and external id with drover.project-types (infra/cloudformation/project-reader.yaml), and give Drover's role sts:AssumeRole on it."));
            } catch (AwsServiceException e) {
                if (AwsRefusal.isDenied(e)) {
                    wrong.add(Finding.missing(
                            "Drover may not do %s in %s.".formatted(question.action(), home),
                            "Give it to %s.".formatted(whose)));
                } else if (!saysThatThereIsNone(e)) {
                    wrong.add(unchecked(home, e));
                }
            } catch (SdkException e) {
                return List.of(unchecked(home, e));
            }
        }
        return wrong.isEmpty()
                ? List.of(Finding.ok("Projects of %s and their stacks can be looked at.".formatted(home)))
                : wrong;
    }

    /** CloudFormation says ValidationError, SageMaker ValidationException. */
    private static boolean saysThatThereIsNone(AwsServiceException e) {
        return AwsRefusal.isInvalid(e) || AwsRefusal.code(e).equals("ValidationError");
    }

    private static Finding unchecked(String home, SdkException e) {
        return Finding.unchecked(
                "Whether projects of %s can be looked at is not known: %s.".formatted(home, e.getMessage()), "");
    }

    private record Question(String action, Runnable call) {}
}
