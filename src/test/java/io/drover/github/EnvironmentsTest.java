package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.Environment.Gate;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.github.Protection;
import io.drover.sandbox.github.ProtectionRules;
import io.drover.sandbox.http.Call;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnvironmentsTest {
    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private final GitHubStandIn gitHub = ACME.standIn();
    private final Environments environments = new Environments(ACME.http());
    private final RepositoryName repository =
            new RepositoryName("acme", UUID.randomUUID().toString());
    private final EnvironmentName prod = new EnvironmentName(repository, "prod");

    @BeforeEach
    void aRepositoryOnAPlanWithAllGates() {
        gitHub.user("jane");
        gitHub.team("acme", "risk");
        gitHub.createRepository(repository.toString());
        gitHub.protectionRules("acme", ProtectionRules.KEPT);
    }

    @Test
    void createsAnEnvironmentWithEveryGate() {
        Environment made = Await.answer(environments.ensure(prod, guarded(DeploymentBranches.any())));

        assertThat(made).isEqualTo(new Environment(prod, Set.of()));
        Protection protection = protection();
        assertThat(protection.waitMinutes()).isEqualTo(30);
        assertThat(protection.preventSelfReview()).isTrue();
        assertThat(protection.reviewers())
                .extracting(Protection.Reviewer::type)
                .containsExactlyInAnyOrder("User", "Team");
    }

    @Test
    void anEnvironmentWithoutGatesIsThereOnEveryPlan() {
        gitHub.protectionRules("acme", ProtectionRules.REFUSED);

        assertThat(Await.answer(environments.ensure(prod, EnvironmentProtection.none())))
                .isEqualTo(new Environment(prod, Set.of()));

        assertThat(protection().branches()).isEqualTo("any");
    }

    @Test
    void aNameOfSeveralWordsAndSlashesIsOneEnvironment() {
        var odd = new EnvironmentName(repository, "prod eu/west ümlaut");

        Await.answer(environments.ensure(odd, EnvironmentProtection.none()));

        assertThat(gitHub.protection(repository.toString(), "prod eu/west ümlaut"))
                .isPresent();
    }

    @Test
    void gatesThatThePlanRefusesAreNamedAndTheEnvironmentIsThere() {
        gitHub.protectionRules("acme", ProtectionRules.REFUSED);

        Environment made = Await.answer(environments.ensure(prod, guarded(DeploymentBranches.protectedOnly())));

        assertThat(made.missingGates())
                .containsExactlyInAnyOrder(Gate.WAIT_TIMER, Gate.REQUIRED_REVIEWERS, Gate.SELF_REVIEW_PREVENTION);
        assertThat(protection().branches()).isEqualTo("protected");
    }

    @Test
    void gatesThatGitHubLeavesOutWithoutAWordAreNamed() {
        gitHub.protectionRules("acme", ProtectionRules.LEFT_OUT);

        Environment made = Await.answer(environments.ensure(prod, guarded(DeploymentBranches.any())));

        assertThat(made.missingGates())
                .containsExactlyInAnyOrder(Gate.WAIT_TIMER, Gate.REQUIRED_REVIEWERS, Gate.SELF_REVIEW_PREVENTION);
    }

    @Test
    void letsOnlyNamedBranchesDeployAndMayBeRepeatedWithMore() {
        ensureBranches("main", "release/*");
        ensureBranches("main", "hotfix/*");

        assertThat(protection().branches()).isEqualTo("custom");
        assertThat(gitHub.deploymentBranches(repository.toString(), "prod"))
                .containsExactlyInAnyOrder("main", "release/*", "hotfix/*");
    }

    @Test
    void anEnvironmentThatIsAsWantedIsLeftAlone() {
        var wanted = guarded(DeploymentBranches.named(Set.of("main", "release/*")));
        Environment made = Await.answer(environments.ensure(prod, wanted));
        long before = writes();

        Environment again = Await.answer(environments.ensure(prod, wanted));

        assertThat(before).isEqualTo(3);
        assertThat(writes()).isEqualTo(before);
        assertThat(again).isEqualTo(made);
    }

    @Test
    void gatesThatAreNotWantedAreLeftAloneWhenNoneIs() {
        Await.answer(environments.ensure(prod, guarded(DeploymentBranches.any())));

        Await.answer(environments.ensure(prod, EnvironmentProtection.none()));

        assertThat(writes()).isEqualTo(1);
        assertThat(protection().waitMinutes()).isEqualTo(30);
        assertThat(ACME.calls()).noneMatch(call -> call.target().contains("deployment-branch-policies"));
    }

    @Test
    void whatPeopleChangedInTheGatesIsSetBack() {
        Await.answer(environments.ensure(prod, reviewed(60, Set.of("jane"), Set.of("risk"))));

        Await.answer(environments.ensure(prod, reviewed(30, Set.of("jane"), Set.of())));

        assertThat(protection().waitMinutes()).isEqualTo(30);
        assertThat(protection().reviewers())
                .extracting(Protection.Reviewer::type)
                .containsExactly("User");
    }

    @Test
    void onlyTheBranchPatternThatIsMissingIsAdded() {
        ensureBranches("main", "release/*");
        long before = writes();

        ensureBranches("main", "hotfix/*");

        assertThat(writes()).isEqualTo(before + 1);
    }

    @Test
    void aGateThatThePlanDidNotIncludeIsTriedAgain() {
        gitHub.protectionRules("acme", ProtectionRules.LEFT_OUT);
        Await.answer(environments.ensure(prod, guarded(DeploymentBranches.any())));
        gitHub.protectionRules("acme", ProtectionRules.KEPT);

        assertThat(Await.answer(environments.ensure(prod, guarded(DeploymentBranches.any()))))
                .isEqualTo(new Environment(prod, Set.of()));
    }

    @Test
    void aReviewerThatGitHubDoesNotKnowIsPermanentAndNothingIsMade() {
        assertThatThrownBy(() -> ensureReviewed(Set.of("nobody"), Set.of()))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no user 'nobody'");
        assertThatThrownBy(() -> ensureReviewed(Set.of("acme"), Set.of()))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no user 'acme'");
        assertThatThrownBy(() -> ensureReviewed(Set.of(), Set.of("nothing")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no team 'nothing' in organization 'acme'");

        assertThat(gitHub.protection(repository.toString(), "prod")).isEmpty();
    }

    @Test
    void anEnvironmentOfARepositoryThatIsNotThereIsTriedLater() {
        var nowhere = new EnvironmentName(RepositoryName.parse("acme/nothing"), "prod");

        assertThatThrownBy(() -> Await.answer(environments.ensure(nowhere, EnvironmentProtection.none())))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("set environment prod of acme/nothing");
    }

    @Test
    void whatNoEnvironmentCanHaveIsPermanent() {
        var any = DeploymentBranches.any();
        Set<String> seven = Set.of("a", "b", "c", "d", "e", "f", "g");

        assertThatThrownBy(() -> new EnvironmentProtection(43_201, false, Set.of(), Set.of(), any))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("a wait of 43201 minutes");
        assertThatThrownBy(() -> new EnvironmentProtection(0, false, seven, Set.of(), any))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("7 reviewers");
        assertThatThrownBy(() -> new EnvironmentProtection(0, true, Set.of(), Set.of(), any))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no self-review");
        assertThatThrownBy(() -> DeploymentBranches.named(Set.of()))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("need patterns");
        assertThatThrownBy(() -> new EnvironmentName(repository, " "))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no name of a GitHub environment");
    }

    private static EnvironmentProtection guarded(DeploymentBranches branches) {
        return new EnvironmentProtection(30, true, Set.of("jane"), Set.of("risk"), branches);
    }

    private static EnvironmentProtection reviewed(int wait, Set<String> users, Set<String> teams) {
        return new EnvironmentProtection(wait, false, users, teams, DeploymentBranches.any());
    }

    private void ensureReviewed(Set<String> users, Set<String> teams) {
        Await.answer(environments.ensure(prod, reviewed(0, users, teams)));
    }

    private static long writes() {
        return ACME.calls().stream().filter(Call::writes).count();
    }

    private void ensureBranches(String... patterns) {
        var branches = DeploymentBranches.named(Set.of(patterns));
        Await.answer(environments.ensure(prod, new EnvironmentProtection(0, false, Set.of(), Set.of(), branches)));
    }

    private Protection protection() {
        return gitHub.protection(repository.toString(), "prod").orElseThrow();
    }
}
