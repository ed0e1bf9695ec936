package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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

        Repository found = find("acme/found");
        assertThat(found)
                .isEqualTo(
                        new Repository(found.id(), RepositoryName.parse("acme/found"), "Churn", "main", true, false));
        assertThat(found.id()).isPositive();
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
        Repository made = Await.answer(createPrivate(RepositoryName.parse("acme/deploy"), "Deploys churn"))
                .orElseThrow();

        assertThat(made)
                .isEqualTo(new Repository(
                        made.id(), RepositoryName.parse("acme/deploy"), "Deploys churn", "main", false, false));
        assertThat(gitHub.description("acme/deploy")).isEqualTo("Deploys churn");
        assertThat(gitHub.commits("acme/deploy", "main")).isEmpty();
        assertThat(posts("acme/deploy")).isEmpty();
        assertThat(LOG.calls(call -> call.operation().equals("POST /orgs/{org}/repos")))
                .isNotEmpty();
    }

    @Test
    void createsARepositoryOfTheTokensOwnUser() {
        assertThat(Await.answer(createPrivate(RepositoryName.parse("jane/deploy"), "")))
                .isPresent();

        assertThat(gitHub.repositories()).contains("jane/deploy");
        assertThat(LOG.calls(call -> call.operation().equals("POST /user/repos")))
                .isNotEmpty();
    }

    @Test
    void aRepositoryMadeForAnotherUserIsPermanent() {
        gitHub.user("joe");

        assertThatThrownBy(() -> Await.answer(createPrivate(RepositoryName.parse("joe/other"), "")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("jane/other instead of joe/other")
                .hasMessageContaining("drover.github.organization");
    }

    @Test
    void anOwnerThatGitHubDoesNotKnowIsPermanent() {
        assertThatThrownBy(() -> Await.answer(createPrivate(RepositoryName.parse("nobody/x"), "")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("no organization or user 'nobody'");
    }

    @Test
    void aNameThatIsTakenIsEmpty() {
        gitHub.createRepository("acme/taken");

        assertThat(Await.answer(createPrivate(RepositoryName.parse("acme/taken"), "")))
                .isEmpty();
    }

    @Test
    void theKindOfAnAccountIsAskedOnce() {
        gitHub.organization("once");

        Await.answer(createPrivate(RepositoryName.parse("once/a"), ""));
        Await.answer(createPrivate(RepositoryName.parse("once/b"), ""));

        assertThat(LOG.calls(call -> call.target().endsWith("/users/once"))).hasSize(1);
    }

    @Test
    void createsAPublicRepositoryWithCustomProperties() {
        gitHub.customProperty("acme", "domain");
        var wanted = new NewRepository("Docs", NewRepository.Visibility.PUBLIC, Map.of("domain", "churn"));

        assertThat(Await.answer(repositories.create(RepositoryName.parse("acme/docs"), wanted)))
                .isPresent();

        assertThat(gitHub.customProperties("acme/docs")).containsExactly(entry("domain", TextNode.valueOf("churn")));
        assertThat(gitHub.isPrivate("acme/docs")).isFalse();
    }

    @Test
    void customPropertiesOfAUsersRepositoryArePermanentBeforeAnythingIsMade() {
        var wanted = new NewRepository("", NewRepository.Visibility.PRIVATE, Map.of("domain", "churn"));

        assertThatThrownBy(() -> Await.answer(repositories.create(RepositoryName.parse("jane/labelled"), wanted)))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("jane/labelled cannot have the custom properties [domain]");

        assertThat(gitHub.repositories()).doesNotContain("jane/labelled");
    }

    @Test
    void aCustomPropertyThatTheOrganizationDidNotDefineIsPermanent() {
        gitHub.createRepository("acme/labelled");

        assertThatThrownBy(() -> Await.answer(repositories.ensureCustomProperties(
                        RepositoryName.parse("acme/labelled"), Map.of("unheard", "x"))))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("set the custom properties [unheard] of acme/labelled")
                .hasMessageContaining("Unexpected property 'unheard'");
    }

    @Test
    void setsTheCustomPropertiesThatDifferAndLeavesOthers() {
        gitHub.createRepository("acme/two");
        gitHub.customProperty("acme", "stage");
        gitHub.customProperty("acme", "owner");
        var two = RepositoryName.parse("acme/two");

        Await.answer(repositories.ensureCustomProperties(two, Map.of("owner", "a", "stage", "dev")));
        Await.answer(repositories.ensureCustomProperties(two, Map.of("stage", "prod")));
        Await.answer(repositories.ensureCustomProperties(two, Map.of("owner", "a", "stage", "prod")));

        assertThat(gitHub.customProperties("acme/two"))
                .containsOnly(entry("owner", TextNode.valueOf("a")), entry("stage", TextNode.valueOf("prod")));
        assertThat(posts("acme/two")).hasSize(2);
    }

    @Test
    void archivesAndUnarchivesAndWritesNothingWhenItIsSoAlready() {
        gitHub.createRepository("acme/old");
        var old = RepositoryName.parse("acme/old");

        assertThat(Await.answer(repositories.ensureArchived(old, true)).archived())
                .isTrue();
        assertThat(Await.answer(repositories.ensureArchived(old, true)).archived())
                .isTrue();
        assertThat(Await.answer(repositories.ensureArchived(old, false)).archived())
                .isFalse();

        assertThat(posts("acme/old")).hasSize(2);
    }

    @Test
    void anArchivedRepositoryRefusesANewDescription() {
        gitHub.createRepository("acme/frozen");
        gitHub.archive("acme/frozen");

        assertThatThrownBy(() -> Await.answer(repositories.setDescription(RepositoryName.parse("acme/frozen"), "x")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("set the description of acme/frozen")
                .hasMessageContaining("read-only");
    }

    @Test
    void replacesTheDescription() {
        gitHub.createRepository("acme/described");

        Await.answer(repositories.setDescription(RepositoryName.parse("acme/described"), "New"));

        assertThat(gitHub.description("acme/described")).isEqualTo("New");
    }

    @Test
    void addsTopicsToThoseOfPeopleAndWritesNothingWhenTheyAreThere() {
        gitHub.createRepository("acme/topical");
        gitHub.setTopics("acme/topical", List.of("by-hand"));
        var topical = RepositoryName.parse("acme/topical");

        Await.answer(repositories.ensureTopics(topical, Set.of("sagemaker")));
        Await.answer(repositories.ensureTopics(topical, Set.of("sagemaker")));

        assertThat(gitHub.topics("acme/topical")).containsExactly("by-hand", "sagemaker");
        assertThat(posts("acme/topical")).hasSize(1);
    }

    @Test
    void aTopicThatGitHubRefusesIsPermanent() {
        gitHub.createRepository("acme/blank");

        assertThatThrownBy(() -> Await.answer(
                        repositories.ensureTopics(RepositoryName.parse("acme/blank"), Set.of("two words"))))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("set the topics of acme/blank");
    }

    @Test
    void aRateLimitDuringCreationIsTriedLater() {
        gitHub.rateLimit(0, Duration.ofHours(1));
        try {
            assertThatThrownBy(() -> Await.answer(createPrivate(RepositoryName.parse("acme/late"), "")))
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

    private CompletableFuture<Optional<Repository>> createPrivate(RepositoryName name, String description) {
        return repositories.create(name, new NewRepository(description, NewRepository.Visibility.PRIVATE, Map.of()));
    }
}
