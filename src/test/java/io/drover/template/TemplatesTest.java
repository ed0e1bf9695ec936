package io.drover.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.AcmeGitHub;
import io.drover.github.Credentials;
import io.drover.github.RepositoryName;
import io.drover.github.Tokens;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Fault;
import io.drover.template.TemplateContent.TemplateFile;
import io.drover.type.TemplatePlace;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private static int repositories;

    @TempDir
    private Path folder;

    private final GitHubStandIn gitHub = ACME.standIn();
    private String repository = "";

    @BeforeEach
    void aTemplateRepositoryWithTwoProfiles() throws IOException {
        write("templates/regression/model_build/README.md", "# Build\n");
        Path script = write("templates/regression/model_build/scripts/train.sh", "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        write("templates/regression/model_deploy/README.md", "# Deploy\n");
        write("templates/classification/model_build/README.md", "# Other\n");
        write("templates/README.md", "no profile\n");
        write("README.md", "top\n");
        repository = "acme/templates" + repositories++;
        gitHub.createRepository(repository, folder);
    }

    @Test
    void givesTheFilesOfAProfileAndARoleAndSaysWhereTheyCameFrom() {
        TemplateContent content = templates("templates").content(place("regression/model_build"));

        assertThat(content.files()).extracting(TemplateFile::path).containsExactly("README.md", "scripts/train.sh");
        assertThat(text(content, "README.md")).isEqualTo("# Build\n");
        assertThat(content.origin())
                .usingRecursiveComparison()
                .ignoringFields("tree")
                .isEqualTo(new TemplateContent.Origin(
                        repository, "main", "templates/regression/model_build", newestCommit("main")));
    }

    @Test
    void keepsTheExecutableBit() {
        assertThat(templates("templates")
                        .content(place("regression/model_build"))
                        .files())
                .extracting(TemplateFile::mode)
                .containsExactly(FileMode.REGULAR_FILE, FileMode.EXECUTABLE_FILE);
    }

    @Test
    void profilesCanStandAtTheTopLevelAndOnAnotherBranch() {
        gitHub.commit(repository, "next", Map.of("ranking/model_build/a.txt", "a"), "Ranking");
        var source = new TemplateSource(RepositoryName.parse(repository), "next", "");

        TemplateContent content =
                new Templates(source, git(AcmeGitHub.credentials())).content(place("ranking/model_build"));

        assertThat(content.files()).extracting(TemplateFile::path).containsExactly("a.txt");
        assertThat(content.origin().commit()).isEqualTo(newestCommit("next"));
    }

    @Test
    void isFetchedOnceAndASecondLookCostsOneRequest() {
        Templates templates = templates("templates");
        templates.refresh();
        int first = ACME.calls().size();

        templates.content(place("regression/model_deploy"));

        assertThat(first).isLessThanOrEqualTo(3);
        assertThat(ACME.calls()).hasSize(first + 1);
        assertThat(ACME.calls().get(first).operation()).isEqualTo("info/refs git-upload-pack");
    }

    @Test
    void manyLooksAtOnceFetchOnce() {
        Templates templates = templates("templates");

        var looks = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> templates.content(place("regression/model_build"))))
                .toList();
        looks.forEach(CompletableFuture::join);

        assertThat(ACME.calls().stream().filter(call -> call.operation().equals("git-upload-pack")))
                .hasSize(1);
    }

    @Test
    void aNewCommitIsSeenAtOnce() {
        Templates templates = templates("templates");
        templates.refresh();
        gitHub.commit(repository, "main", Map.of("templates/regression/model_build/README.md", "# New\n"), "New");

        TemplateContent content = templates.content(place("regression/model_build"));

        assertThat(text(content, "README.md")).isEqualTo("# New\n");
        assertThat(content.origin().commit()).isEqualTo(newestCommit("main"));
    }

    @Test
    void theTreeOfAFolderChangesWithItsContentOnly() {
        String build = "templates/regression/model_build";
        String deploy = "templates/regression/model_deploy";
        Templates templates = templates("templates");
        FolderTrees before = templates.trees(Set.of(build, deploy, "templates/ranking", "README.md"));
        gitHub.commit(repository, "main", Map.of(build + "/README.md", "# New\n"), "New");
        templates.refresh();

        FolderTrees after = templates.trees(Set.of(build, deploy));

        assertThat(before.trees()).containsOnlyKeys(build, deploy);
        assertThat(after.commit()).isEqualTo(newestCommit("main")).isNotEqualTo(before.commit());
        assertThat(after.trees().get(deploy)).isEqualTo(before.trees().get(deploy));
        assertThat(after.trees().get(build))
                .isNotEqualTo(before.trees().get(build))
                .isEqualTo(templates
                        .content(place("regression/model_build"))
                        .origin()
                        .tree());
    }

    @Test
    void theTreesOfWhatWasFetchedCostNoRequest() {
        Templates templates = templates("templates");
        templates.refresh();
        int before = ACME.calls().size();

        templates.trees(Set.of("templates"));

        assertThat(ACME.calls()).hasSize(before);
    }

    @Test
    void anUnknownProfileIsPermanentAndListsThoseThereAre() {
        assertThatThrownBy(() -> templates("templates").content(place("ranking/model_build")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("'ranking' is not in " + repository)
                .hasMessageContaining("branch main")
                .hasMessageContaining("classification, regression")
                .hasMessageContaining("drover.template.folder")
                .hasMessageNotContaining("README");
    }

    @Test
    void aFolderThatIsNotThereHasNoProfiles() {
        assertThatThrownBy(() -> templates("elsewhere").content(place("regression/model_build")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("which has: none");
    }

    @Test
    void aProfileWithoutTheRolesFolderIsPermanent() {
        assertThatThrownBy(() -> templates("templates").content(place("classification/model_deploy")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("templates/classification/model_deploy")
                .hasMessageContaining("missing or empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../templates/regression",
                "regression/../classification",
                "/regression",
                "regression/",
                "regression/model_build",
                "README.md",
                "regression\n",
                "regression\0",
                "%2e%2e",
                "a b"
            })
    void aProfileThatIsNoFolderNameIsNotFound(String profile) {
        assertThatThrownBy(() -> templates("templates").content(place(profile + "/model_build")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("classification, regression");
    }

    @Test
    void aMissingBranchIsTriedLaterAndSaysWhatToDo() {
        var source = new TemplateSource(RepositoryName.parse(repository), "nowhere", "templates");

        assertThatThrownBy(() -> new Templates(source, git(AcmeGitHub.credentials())).refresh())
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("has no branch 'nowhere'")
                .hasMessageContaining("drover.template.branch");
    }

    @Test
    void aRepositoryThatIsNotThereIsTriedLater() {
        var source = new TemplateSource(RepositoryName.parse("acme/nothing"), "main", "templates");

        assertThatThrownBy(() -> new Templates(source, git(AcmeGitHub.credentials())).refresh())
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("look at the template repository acme/nothing");
    }

    @Test
    void aRotatedTokenIsReadAgainOnce() {
        var rotated = new Tokens("ghp_old", "ghp_valid");
        var source = new TemplateSource(RepositoryName.parse(repository), "main", "templates");

        assertThat(new Templates(source, git(rotated))
                        .content(place("regression/model_build"))
                        .files())
                .isNotEmpty();

        assertThat(rotated.rejected()).containsExactly("ghp_old");
    }

    @Test
    void aTokenThatIsRefusedTwiceIsTriedLaterAndNotShown() {
        var wrong = new Tokens("ghp_canary1", "ghp_canary2", "ghp_valid");
        var source = new TemplateSource(RepositoryName.parse(repository), "main", "templates");

        assertThatThrownBy(() -> new Templates(source, git(wrong)).refresh())
                .isInstanceOf(RetryLater.class)
                .hasMessageNotContaining("canary")
                .hasMessageContaining("that the token may use it");
        assertThat(wrong.rejected()).containsExactly("ghp_canary1");
    }

    @Test
    void aCutConnectionIsTriedLaterAndTheNextLookSucceeds() {
        Templates templates = templates("templates");
        gitHub.server().faults(request -> Optional.of(Fault.cutBefore()));
        assertThatThrownBy(templates::refresh).isInstanceOf(RetryLater.class);

        gitHub.server().faults(request -> Optional.empty());

        assertThat(templates.content(place("regression/model_build")).files()).hasSize(2);
    }

    private Templates templates(String in) {
        return new Templates(
                new TemplateSource(RepositoryName.parse(repository), "main", in), git(AcmeGitHub.credentials()));
    }

    private GitRemote git(Credentials credentials) {
        return new GitRemote(URI.create(gitHub.gitUrl()), credentials);
    }

    private String newestCommit(String branch) {
        return gitHub.commits(repository, branch).get(0);
    }

    private static String text(TemplateContent content, String path) {
        return content.files().stream()
                .filter(file -> file.path().equals(path))
                .map(file -> new String(file.content(), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow();
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolve(".."));
        return Files.writeString(file, text);
    }

    private static TemplatePlace place(String folder) {
        return new TemplatePlace(null, null, folder);
    }
}
