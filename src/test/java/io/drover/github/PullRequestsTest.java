package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PullRequestsTest {
    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private final GitHubStandIn gitHub = ACME.standIn();
    private final PullRequests pullRequests = new PullRequests(ACME.http());
    private final RepositoryName repository =
            new RepositoryName("acme", UUID.randomUUID().toString());

    @BeforeEach
    void aRepositoryWithABranch() {
        gitHub.createRepository(repository.toString());
        gitHub.commit(repository.toString(), "main", Map.of("a", "1"), "First");
        gitHub.commit(repository.toString(), "template/update", Map.of("a", "2"), "Second");
    }

    @Test
    void opensAPullRequestThatIsFoundFromThenOn() {
        assertThat(findOpen("template/update")).isEmpty();

        PullRequest opened = open("template/update");

        assertThat(opened).isEqualTo(new PullRequest(1, "Update", gitHub.gitUrl() + "/" + repository + "/pull/1"));
        assertThat(findOpen("template/update")).hasValue(opened);
        assertThat(findOpen("other")).isEmpty();
        assertThat(gitHub.pullRequests(repository.toString())).singleElement().satisfies(one -> {
            assertThat(one.head()).isEqualTo("template/update");
            assertThat(one.base()).isEqualTo("main");
            assertThat(one.body()).isEqualTo("What changed");
        });
    }

    @Test
    void onePullRequestIsOpenHoweverOftenItIsAskedFor() {
        assertThat(open("template/update")).isEqualTo(open("template/update"));

        assertThat(gitHub.pullRequests(repository.toString())).hasSize(1);
    }

    @Test
    void aClosedPullRequestDoesNotCount() {
        open("template/update");
        gitHub.closePullRequest(repository.toString(), 1);

        assertThat(findOpen("template/update")).isEmpty();
        assertThat(open("template/update").number()).isEqualTo(2);
    }

    @Test
    void aPullRequestThatWasClosedMeanwhileIsTriedLater() {
        open("template/update");
        gitHub.server()
                .faults(request -> request.method().equals("GET")
                        ? Optional.of(Fault.instead(Response.json(200, "[]")))
                        : Optional.empty());

        assertThatThrownBy(() -> open("template/update"))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("closed meanwhile");
    }

    @Test
    void aBranchWithoutChangesOrWithoutExistenceIsPermanent() {
        gitHub.commit(repository.toString(), "main", Map.of(), "Nothing");

        assertThatThrownBy(() -> open("main"))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("No commits between main and main");
        assertThatThrownBy(() -> open("other"))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("open a pull request from other to main in " + repository);
    }

    private PullRequest open(String head) {
        return Await.answer(pullRequests.ensureOpen(repository, head, "main", "Update", "What changed"));
    }

    private Optional<PullRequest> findOpen(String head) {
        return Await.answer(pullRequests.findOpen(repository, head, "main"));
    }
}
