package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RepositoriesTest {
    private static final CallLog LOG = new CallLog();
    private static GitHubStandIn gitHub;

    private final Repositories repositories = new Repositories(http(), new AccountTypes());

    @BeforeAll
    static void start() {
        gitHub = new GitHubStandIn(LOG);
        gitHub.accept("ghp_valid");
        gitHub.organization("acme");
        gitHub.tokenUser("jane");
    }

    @AfterAll
    static void stop() {
        gitHub.close();
    }

    @AfterEach
    void everythingFitsTheContract() {
        assertThat(gitHub.violations()).isEmpty();
    }

    @Test
    void findsARepositoryWithWhatDroverHasToKnow() {
        gitHub.createRepository("acme/found");
        gitHub.setDescription("acme/found", "Churn");
        gitHub.archive("acme/found");

        assertThat(find("acme/found"))
                .isEqualTo(new Repository(RepositoryName.parse("acme/found"), "Churn", "main", true));
    }

    @Test
    void aMissingDescriptionIsEmpty() {
        gitHub.createRepository("acme/plain");
        gitHub.setDescription("acme/plain", null);

        assertThat(find("acme/plain").description()).isEmpty();
    }

    @Test
    void aRenamedRepositoryIsCalledAsItIsToday() {
        gitHub.createRepository("acme/then");
        gitHub.rename("acme/then", "acme/now");

        assertThat(find("acme/then").name()).isEqualTo(RepositoryName.parse("acme/now"));
    }

    @Test
    void whatIsNotThereOrNotSeenIsEmpty() {
        gitHub.createRepository("acme/hidden");
        gitHub.hide("acme/hidden");

        assertThat(Await.answer(repositories.find(RepositoryName.parse("acme/nothing"))))
                .isEmpty();
        assertThat(Await.answer(repositories.find(RepositoryName.parse("acme/hidden"))))
                .isEmpty();
    }

    @Test
    void createsAPrivateRepositoryOfAnOrganizationWithoutContent() {
        Repository made = Await.answer(repositories.createPrivate(RepositoryName.parse("acme/deploy"), "Deploys churn"))
                .orElseThrow();

        assertThat(made).isEqualTo(new Repository(RepositoryName.parse("acme/deploy"), "Deploys churn", "main", false));
        assertThat(gitHub.description("acme/deploy")).isEqualTo("Deploys churn");
        assertThat(gitHub.commits("acme/deploy", "main")).isEmpty();
        assertThat(posts("acme/deploy")).isEmpty();
        assertThat(LOG.calls(call -> call.operation().equals("POST /orgs/{org}/repos")))
                .isNotEmpty();
    }

    @Test
    void createsARepositoryOfTheTokensOwnUser() {
        assertThat(Await.answer(repositories.createPrivate(RepositoryName.parse("jane/deploy"), "")))
                .isPresent();

        assertThat(gitHub.repositories()).contains("jane/deploy");
        assertThat(LOG.calls(call -> call.operation().equals("POST /user/repos")))
                .isNotEmpty();
    }

    @Test
    void aRepositoryMadeForAnotherUserIsPermanent() {
        gitHub.user("joe");

        assertThatThrownBy(() -> Await.answer(repositories.createPrivate(RepositoryName.parse("joe/other"), "")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("jane/other instead of joe/other")
                .hasMessageContaining("drover.github.organization");
    }

    @Test
    void anOwnerThatGitHubDoesNotKnowIsPermanent() {
        assertThatThrownBy(() -> Await.answer(repositories.createPrivate(RepositoryName.parse("nobody/x"), "")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no organization or user 'nobody'");
    }

    @Test
    void aNameThatIsTakenIsEmpty() {
        gitHub.createRepository("acme/taken");

        assertThat(Await.answer(repositories.createPrivate(RepositoryName.parse("acme/taken"), "")))
                .isEmpty();
    }

    @Test
    void theKindOfAnAccountIsAskedOnce() {
        gitHub.organization("once");

        Await.answer(repositories.createPrivate(RepositoryName.parse("once/a"), ""));
        Await.answer(repositories.createPrivate(RepositoryName.parse("once/b"), ""));

        assertThat(LOG.calls(call -> call.target().endsWith("/users/once"))).hasSize(1);
    }

    @Test
    void aRateLimitDuringCreationIsTriedLater() {
        gitHub.rateLimit(0, Duration.ofHours(1));
        try {
            assertThatThrownBy(() -> Await.answer(repositories.createPrivate(RepositoryName.parse("acme/late"), "")))
                    .isInstanceOf(RetryLater.class)
                    .hasMessageContaining("rate limit");
        } finally {
            gitHub.rateLimit(5000, Duration.ofHours(1));
        }
        assertThat(gitHub.repositories()).doesNotContain("acme/late");
    }

    private Repository find(String name) {
        return Await.answer(repositories.find(RepositoryName.parse(name))).orElseThrow();
    }

    private static GitHubHttp http() {
        return Connections.to(gitHub.apiUrl(), new Tokens("ghp_valid"), 4, new SettableClock(Instant.EPOCH));
    }

    private static List<Call> posts(String repository) {
        return LOG.calls(call -> call.writes() && call.target().contains("/repos/" + repository));
    }
}
