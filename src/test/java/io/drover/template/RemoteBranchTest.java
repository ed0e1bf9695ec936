package io.drover.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.RetryLater;
import io.drover.github.AcmeGitHub;
import io.drover.github.Credentials;
import io.drover.github.RepositoryName;
import io.drover.github.Tokens;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Fault;
import io.drover.template.TemplateContent.Origin;
import io.drover.template.TemplateContent.TemplateFile;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RemoteBranchTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Origin ORIGIN =
            new Origin("acme/templates", "main", "templates/regression/model_build", "a".repeat(40));
    private static final DroverFile MARKER = new DroverFile("dzd_1", "project_2", "build", ORIGIN);
    private static final TemplateContent TEMPLATE = new TemplateContent(
            ORIGIN,
            List.of(
                    file("README.md", FileMode.REGULAR_FILE, "# Template\n"),
                    file("scripts/train.sh", FileMode.EXECUTABLE_FILE, "#!/bin/sh\n"),
                    file(".github/workflows/build.yml", FileMode.REGULAR_FILE, "on: push\n")));

    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private static int repositories;

    private final GitHubStandIn gitHub = ACME.standIn();
    private String repository = "";

    @BeforeEach
    void anEmptyRepository() {
        repository = "acme/build" + repositories++;
        gitHub.createRepository(repository);
    }

    @Test
    void fillsAnEmptyRepositoryInOneCommitAndTwoRequests() {
        RemoteBranch branch = open();
        assertThat(branch.exists("main")).isFalse();

        branch.seed("main", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(gitHub.commits(repository, "main")).hasSize(1);
        assertThat(gitHub.files(repository, "main"))
                .containsOnlyKeys("README.md", "scripts/train.sh", ".github/workflows/build.yml", ".drover.yml");
        assertThat(ACME.calls()).hasSize(2);
    }

    @Test
    void keepsTheExecutableBit() {
        open().seed("main", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(gitHub.files(repository, "main"))
                .hasEntrySatisfying(
                        "scripts/train.sh",
                        script -> assertThat(script.executable()).isTrue())
                .hasEntrySatisfying(
                        "README.md", readme -> assertThat(readme.executable()).isFalse());
    }

    @Test
    void theMarkerIsDroversEvenIfTheTemplateHasOne() {
        var template = new TemplateContent(
                ORIGIN,
                List.of(
                        file("README.md", FileMode.REGULAR_FILE, "x"),
                        file(".drover.yml", FileMode.REGULAR_FILE, "role: another")));

        open().seed("main", template, MARKER, Map.of(), NOW);

        assertThat(DroverFile.read(content(".drover.yml"))).contains(MARKER);
    }

    @Test
    void theSettingsComeInTheSameCommit() {
        open().seed("main", TEMPLATE, MARKER, Map.of("REGION", "eu-central-1"), NOW);

        assertThat(gitHub.commits(repository, "main")).hasSize(1);
        assertThat(gitHub.files(repository, "main"))
                .containsOnlyKeys(
                        "README.md",
                        "scripts/train.sh",
                        ".github/workflows/build.yml",
                        ".drover.yml",
                        ".drover/project.env");
        assertThat(new String(content(".drover/project.env"), UTF_8)).endsWith("\nREGION=eu-central-1\n");
        assertThat(ACME.calls()).hasSize(2);
    }

    @Test
    void theSettingsAreTheProjectsEvenIfTheTemplateHasSome() {
        var template = new TemplateContent(
                ORIGIN,
                List.of(
                        file(".drover/notes.md", FileMode.REGULAR_FILE, "kept"),
                        file(".drover/project.env", FileMode.REGULAR_FILE, "REGION=elsewhere\n")));

        open().seed("main", template, MARKER, Map.of("REGION", "eu-central-1"), NOW);

        assertThat(gitHub.files(repository, "main"))
                .containsOnlyKeys(".drover/notes.md", ".drover/project.env", ".drover.yml");
        assertThat(new String(content(".drover/project.env"), UTF_8))
                .endsWith("\nREGION=eu-central-1\n")
                .doesNotContain("elsewhere");
    }

    @Test
    void topLevelEntriesOfTheSameNameAreReplacedAndAllOthersStay() {
        gitHub.commit(
                repository,
                "main",
                Map.of(
                        "README.md", "made by SMUS\n",
                        "LICENSE", "MIT\n",
                        "notebooks/a/deep.ipynb", "{}",
                        "scripts/old.sh", "old\n",
                        "README.md.bak", "kept\n"),
                "Initial commit");
        RemoteBranch branch = open();
        assertThat(branch.exists("main")).isTrue();

        branch.seed("main", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(gitHub.commits(repository, "main")).hasSize(2);
        assertThat(gitHub.files(repository, "main"))
                .containsOnlyKeys(
                        "README.md",
                        "README.md.bak",
                        "LICENSE",
                        "notebooks/a/deep.ipynb",
                        "scripts/train.sh",
                        ".github/workflows/build.yml",
                        ".drover.yml")
                .hasEntrySatisfying(
                        "README.md", readme -> assertThat(readme.text()).isEqualTo("# Template\n"))
                .hasEntrySatisfying(
                        "LICENSE", license -> assertThat(license.text()).isEqualTo("MIT\n"));
    }

    @Test
    void aFolderTakesThePlaceOfAFileAndAFileThatOfAFolder() {
        gitHub.commit(repository, "main", Map.of("scripts", "a file\n", "README.md/inside.txt", "a folder\n"), "Odd");

        open().seed("main", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(gitHub.files(repository, "main"))
                .containsOnlyKeys("README.md", "scripts/train.sh", ".github/workflows/build.yml", ".drover.yml");
    }

    @Test
    void anotherBranchIsNotTouched() {
        gitHub.commit(repository, "main", Map.of("a.txt", "a"), "Initial commit");
        String before = gitHub.commits(repository, "main").get(0);

        open().seed("trunk", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(gitHub.commits(repository, "main")).containsExactly(before);
        assertThat(gitHub.commits(repository, "trunk")).hasSize(1);
    }

    @Test
    void whatSomebodyPushedMeanwhileIsNotOverwritten() {
        gitHub.commit(repository, "main", Map.of("a.txt", "a"), "Initial commit");
        RemoteBranch branch = open();
        gitHub.commit(repository, "main", Map.of("b.txt", "precious"), "Meanwhile");

        assertThatThrownBy(() -> branch.seed("main", TEMPLATE, MARKER, Map.of(), NOW))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining(repository);

        assertThat(gitHub.commits(repository, "main")).hasSize(2);
        assertThat(gitHub.files(repository, "main")).containsOnlyKeys("a.txt", "b.txt");
    }

    @Test
    void aFirstCommitThatSomebodyPushedMeanwhileIsNotOverwritten() {
        RemoteBranch branch = open();
        gitHub.commit(repository, "main", Map.of("b.txt", "precious"), "Meanwhile");

        assertThatThrownBy(() -> branch.seed("main", TEMPLATE, MARKER, Map.of(), NOW))
                .isInstanceOf(RetryLater.class);

        assertThat(gitHub.files(repository, "main")).containsOnlyKeys("b.txt");
    }

    @Test
    void theSameContentAtTheSameTimeIsTheSameCommit() {
        open().seed("main", TEMPLATE, MARKER, Map.of(), NOW);
        String first = gitHub.commits(repository, "main").get(0);
        gitHub.createRepository(repository + "-twin");

        RemoteBranch.open(git(AcmeGitHub.credentials()), RepositoryName.parse(repository + "-twin"))
                .seed("main", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(gitHub.commits(repository + "-twin", "main")).containsExactly(first);
    }

    @Test
    void anArchivedRepositoryRefusesAndIsTriedLater() {
        gitHub.archive(repository);

        assertThatThrownBy(this::open)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("open repository " + repository);
    }

    @Test
    void aCutPushIsTriedLater() {
        RemoteBranch branch = open();
        gitHub.server().faults(request -> Optional.of(Fault.cutBefore()));

        assertThatThrownBy(() -> branch.seed("main", TEMPLATE, MARKER, Map.of(), NOW))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("could not push the template to " + repository);
        assertThat(gitHub.commits(repository, "main")).isEmpty();
    }

    @Test
    void aRotatedTokenIsReadAgainOnce() {
        var rotated = new Tokens("ghp_old", "ghp_valid");

        RemoteBranch.open(git(rotated), RepositoryName.parse(repository)).seed("main", TEMPLATE, MARKER, Map.of(), NOW);

        assertThat(rotated.rejected()).containsExactly("ghp_old");
        assertThat(gitHub.commits(repository, "main")).hasSize(1);
    }

    private RemoteBranch open() {
        return RemoteBranch.open(git(AcmeGitHub.credentials()), RepositoryName.parse(repository));
    }

    private GitRemote git(Credentials credentials) {
        return new GitRemote(URI.create(gitHub.gitUrl()), credentials);
    }

    private byte[] content(String path) {
        return Objects.requireNonNull(gitHub.files(repository, "main").get(path))
                .content();
    }

    private static TemplateFile file(String path, FileMode mode, String text) {
        return new TemplateFile(path, mode, text.getBytes(UTF_8));
    }
}
