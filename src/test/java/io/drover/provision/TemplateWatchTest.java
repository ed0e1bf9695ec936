package io.drover.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.SettableClock;
import io.drover.github.AcmeGitHub;
import io.drover.github.RepositoryName;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.ledger.RepositoryOrigin;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.template.GitRemote;
import io.drover.template.TemplateSource;
import io.drover.template.Templates;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TemplateWatchTest {
    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private static final String BUILD = "regression/model_build";
    private static final String DEPLOY = "regression/model_deploy";

    private final GitHubStandIn gitHub = ACME.standIn();
    private final String repository = "acme/" + UUID.randomUUID();
    private final Ledger ledger = JdbcLedger.open(
            "jdbc:h2:mem:" + UUID.randomUUID(), null, null, new SettableClock(Instant.parse("2026-03-02T10:00:00Z")));
    private final TemplateSource source = new TemplateSource(RepositoryName.parse(repository), "main", "");
    private final Templates templates =
            new Templates(source, new GitRemote(URI.create(gitHub.gitUrl()), AcmeGitHub.credentials()));
    private final TemplateWatch watch = new TemplateWatch(source, templates, ledger);

    @BeforeEach
    void aTemplateRepository() {
        gitHub.createRepository(repository);
        commit(BUILD, "one");
        commit(DEPLOY, "one");
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void onlyRepositoriesWhoseOwnFolderHasChangedAreBehind() {
        made("churn-build", BUILD, tree(BUILD));
        made("churn-deploy", DEPLOY, tree(DEPLOY));
        commit(BUILD, "two");

        compare();

        assertThat(behind()).containsOnly("acme/churn-build");
    }

    @Test
    void aCommitThatTakesTheChangeBackEndsIt() {
        made("churn-build", BUILD, tree(BUILD));
        commit(BUILD, "two");
        compare();
        commit(BUILD, "one");

        compare();

        assertThat(behind()).isEmpty();
    }

    @Test
    void aRepositoryWhoseFolderIsGoneIsBehind() {
        made("old-build", "retired/model_build", "1".repeat(40));

        compare();

        assertThat(behind()).containsOnly("acme/old-build");
    }

    @Test
    void whatIsNotKnownIsLearntFromTheNewestCommitOnly() {
        made("new-build", BUILD, null);
        ledger.remember(origin("old-build", BUILD, "0".repeat(40), null));

        compare();
        commit(BUILD, "two");
        compare();

        assertThat(behind()).containsOnly("acme/new-build");
    }

    @Test
    void repositoriesOfAnotherTemplateAreNotLookedAt() {
        ledger.remember(new RepositoryOrigin(
                "acme/other", "build", "dzd_1", "p1", "acme/elsewhere", "main", BUILD, "0".repeat(40), "1".repeat(40)));

        compare();

        assertThat(behind()).isEmpty();
    }

    private void compare() {
        templates.refresh();
        watch.compare();
    }

    private void commit(String folder, String content) {
        gitHub.commit(repository, "main", Map.of(folder + "/a.txt", content), "Content");
    }

    private @Nullable String tree(String folder) {
        return templates.trees(Set.of(folder)).trees().get(folder);
    }

    /** From the newest commit. */
    private void made(String name, String folder, @Nullable String tree) {
        ledger.remember(origin(name, folder, gitHub.commits(repository, "main").get(0), tree));
    }

    private RepositoryOrigin origin(String name, String folder, String commit, @Nullable String tree) {
        return new RepositoryOrigin("acme/" + name, "build", "dzd_1", "p1", repository, "main", folder, commit, tree);
    }

    private Set<String> behind() {
        return ledger.overview()
                .behind(List.of(
                        "acme/churn-build", "acme/churn-deploy", "acme/old-build", "acme/new-build", "acme/other"))
                .keySet();
    }
}
