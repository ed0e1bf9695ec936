package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Permanent;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.github.StandInIssue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IssuesTest {
    private static final String TITLE = "Pipeline churn failed";

    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private final GitHubStandIn gitHub = ACME.standIn();
    private final Issues issues = new Issues(ACME.http());
    private final RepositoryName repository =
            new RepositoryName("acme", UUID.randomUUID().toString());

    @BeforeEach
    void aRepository() {
        gitHub.createRepository(repository.toString());
    }

    @Test
    void opensAnIssueWithItsLabels() {
        Issue opened = ensureOpen("pipeline/churn", TITLE);

        assertThat(opened).isEqualTo(new Issue(1, TITLE, gitHub.gitUrl() + "/" + repository + "/issues/1"));
        assertThat(gitHub.issues(repository.toString())).singleElement().satisfies(issue -> {
            assertThat(issue.title()).isEqualTo(TITLE);
            assertThat(issue.body()).startsWith("Out of memory\n\n<!-- drover: pipeline%2Fchurn -->");
            assertThat(issue.labels()).containsExactlyInAnyOrder("drover", "pipeline");
        });
    }

    @Test
    void oneIssueIsOpenHoweverOftenItIsAskedFor() {
        assertThat(ensureOpen("churn", TITLE)).isEqualTo(ensureOpen("churn", TITLE));

        assertThat(gitHub.issues(repository.toString())).hasSize(1);
    }

    @Test
    void anotherSubjectOrTitleHasAnotherIssue() {
        ensureOpen("churn", TITLE);

        assertThat(ensureOpen("churn-2", TITLE).number()).isEqualTo(2);
        assertThat(ensureOpen("churn", "Pipeline churn failed again").number()).isEqualTo(3);
    }

    @Test
    void aClosedIssueDoesNotCount() {
        ensureOpen("churn", TITLE);
        gitHub.closeIssue(repository.toString(), 1);

        assertThat(ensureOpen("churn", TITLE).number()).isEqualTo(2);
    }

    @Test
    void anIssueOfAPersonIsLeftAlone() {
        StandInIssue theirs = gitHub.openIssue(repository.toString(), TITLE, "It failed, do something");

        assertThat(ensureOpen("churn", TITLE).number()).isEqualTo(2);

        assertThat(gitHub.issues(repository.toString())).startsWith(theirs);
    }

    @Test
    void itIsFoundBehindManyOthers() {
        ensureOpen("churn", TITLE);
        for (int i = 0; i < 100; i++) {
            gitHub.openIssue(repository.toString(), "Idea " + i, "");
        }

        assertThat(ensureOpen("churn", TITLE).number()).isEqualTo(1);
    }

    @Test
    void aSubjectCannotEndTheCommentThatItIsIn() {
        ensureOpen("--> <b>", TITLE);

        assertThat(gitHub.issues(repository.toString()).get(0).body()).endsWith("<!-- drover: --%3E%20%3Cb%3E -->");
        assertThat(ensureOpen("--> <b>", TITLE).number()).isEqualTo(1);
    }

    @Test
    void withoutIssuesNothingHelpsButToSwitchThemOn() {
        gitHub.switchOffIssues(repository.toString());

        assertThatThrownBy(() -> ensureOpen("churn", TITLE))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("open the issue '" + TITLE + "' in " + repository)
                .hasMessageContaining("Switch the issues on in the settings of " + repository);
    }

    private Issue ensureOpen(String subject, String title) {
        return Await.answer(
                issues.ensureOpen(repository, subject, title, "Out of memory", Set.of("drover", "pipeline")));
    }
}
