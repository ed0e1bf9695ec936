package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepositoryAccessTest {
    private static final RepositoryName REPOSITORY = RepositoryName.parse("acme/churn");
    private static final RepositoryName NOWHERE = RepositoryName.parse("acme/nothing");

    private final CallLog log = new CallLog();
    private final GitHubStandIn gitHub = new GitHubStandIn(log);
    private final RepositoryAccess access = new RepositoryAccess(
            Connections.to(gitHub.apiUrl(), new Tokens("ghp_valid"), 8, new SettableClock(Instant.EPOCH)));

    @BeforeEach
    void aRepositoryATeamAndAUser() {
        gitHub.accept("ghp_valid");
        gitHub.organization("acme");
        gitHub.createRepository("acme/churn");
        gitHub.team("acme", "data-science");
        gitHub.user("jane");
    }

    @AfterEach
    void everythingFitsTheContract() {
        assertThat(gitHub.violations()).isEmpty();
        gitHub.close();
    }

    @Test
    void aTeamGetsThePermissionWhateverItHad() {
        Await.answer(access.ensureTeam(REPOSITORY, "data-science", "pull"));
        Await.answer(access.ensureTeam(REPOSITORY, "data-science", "maintain"));

        assertThat(gitHub.permissions("acme/churn")).isEqualTo(Map.of("team/data-science", "maintain"));
    }

    @Test
    void aTeamAndAMemberThatHaveThePermissionAreLeftAlone() {
        gitHub.role("acme", "model-owner");
        gitHub.member("acme", "jane");
        giveAccess("push");
        giveAccess("model-owner");
        int before = writes();

        giveAccess("model-owner");

        assertThat(before).isEqualTo(4);
        assertThat(writes()).isEqualTo(before);
    }

    @Test
    void aRoleThatTheOrganizationMadeIsAPermissionAndAnyOtherWordIsNone() {
        gitHub.role("acme", "model-owner");

        Await.answer(access.ensureTeam(REPOSITORY, "data-science", "model-owner"));

        assertThat(gitHub.permissions("acme/churn")).isEqualTo(Map.of("team/data-science", "model-owner"));
        assertThatThrownBy(() -> Await.answer(access.ensureTeam(REPOSITORY, "data-science", "boss")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("set the permission boss of team data-science on acme/churn");
    }

    @Test
    void aTeamThatTheOrganizationDoesNotHaveIsPermanent() {
        assertThatThrownBy(() -> Await.answer(access.ensureTeam(REPOSITORY, "nobody", "push")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no team 'nobody' in organization 'acme'");
    }

    @Test
    void aRepositoryThatIsNotThereIsTriedLater() {
        assertThatThrownBy(() -> Await.answer(access.ensureTeam(NOWHERE, "data-science", "push")))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("on acme/nothing");
        assertThatThrownBy(() -> Await.answer(access.ensureCollaborator(NOWHERE, "jane", "push")))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("on acme/nothing");
    }

    @Test
    void aPersonOutsideIsInvitedAndAMemberIsThereAtOnce() {
        gitHub.user("joe");
        gitHub.member("acme", "joe");

        assertThat(Await.answer(access.ensureCollaborator(REPOSITORY, "jane", "push")))
                .isTrue();
        assertThat(Await.answer(access.ensureCollaborator(REPOSITORY, "joe", "triage")))
                .isFalse();

        assertThat(gitHub.permissions("acme/churn")).isEqualTo(Map.of("user/jane", "push", "user/joe", "triage"));
    }

    @Test
    void anOpenInvitationIsNotSentAgainUnlessItIsToAnotherPermission() {
        assertThat(invite("pull")).isTrue();
        assertThat(invite("pull")).isTrue();
        assertThat(writes()).isEqualTo(1);

        assertThat(invite("push")).isTrue();
        gitHub.acceptInvitation("acme/churn", "jane");

        assertThat(invite("push")).isFalse();
        assertThat(writes()).isEqualTo(2);
    }

    @Test
    void anOpenInvitationToARoleThatTheOrganizationMadeIsNotSentAgain() {
        gitHub.role("acme", "model-owner");

        assertThat(invite("model-owner")).isTrue();
        assertThat(invite("model-owner")).isTrue();

        assertThat(writes()).isEqualTo(1);
    }

    @Test
    void aUserThatGitHubDoesNotKnowIsPermanent() {
        assertThatThrownBy(() -> Await.answer(access.ensureCollaborator(REPOSITORY, "nobody", "push")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no user 'nobody'");
    }

    private void giveAccess(String permission) {
        Await.answer(access.ensureTeam(REPOSITORY, "data-science", permission));
        Await.answer(access.ensureCollaborator(REPOSITORY, "Jane", permission));
    }

    private boolean invite(String permission) {
        return Await.answer(access.ensureCollaborator(REPOSITORY, "jane", permission));
    }

    private int writes() {
        return log.calls(Call::writes).size();
    }
}
