package io.drover.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitTransportTest {
    private static final String TOKEN = "ghp_valid";

    @TempDir
    private Path folder;

    private final CallLog log = new CallLog();
    private final GitHubStandIn github = new GitHubStandIn(log);

    @BeforeEach
    void aRepositoryFromAFolder() throws IOException {
        Path template = Files.createDirectories(folder.resolve("template/scripts"));
        Path script = Files.writeString(template.resolve("run.sh"), "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.writeString(template.resolveSibling("README.md"), "# Template\n");
        github.accept(TOKEN);
        github.organization("acme");
        github.createRepository("acme/templates", folder.resolve("template"));
        github.createRepository("acme/build");
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void givesAndTakesWhatTheGitCommandAsks(int protocol) throws Exception {
        String version = "protocol.version=" + protocol;
        assumeThat(git("--version").exitCode()).isZero();
        github.commit("acme/templates", "main", Map.of("second.txt", "2\n"), "Second");

        Outcome cloned = git("-c", version, "clone", address(TOKEN, "acme/templates"), "full");
        Outcome shallow = git("-c", version, "clone", "--depth", "1", address(TOKEN, "acme/templates"), "shallow");

        assertThat(cloned.exitCode()).as(cloned.output()).isZero();
        assertThat(folder.resolve("full/scripts/run.sh")).isExecutable();
        assertThat(git("-C", "full", "rev-list", "--count", "HEAD").output()).isEqualTo("2");
        assertThat(shallow.exitCode()).as(shallow.output()).isZero();
        assertThat(git("-C", "shallow", "rev-list", "--count", "HEAD").output()).isEqualTo("1");

        Files.write(folder.resolve("full/big.bin"), noise(3_000_000));
        git("-C", "full", "add", ".");
        git("-C", "full", "commit", "-m", "Third");
        Outcome pushed = git("-C", "full", "-c", version, "push", "origin", "HEAD:main", "HEAD:refs/heads/side");

        assertThat(pushed.exitCode()).as(pushed.output()).isZero();
        assertThat(github.commits("acme/templates", "main")).hasSize(3);
        assertThat(github.files("acme/templates", "side"))
                .hasEntrySatisfying("big.bin", big -> assertThat(big.content()).hasSize(3_000_000));
        assertThat(github.files("acme/templates", "main"))
                .hasEntrySatisfying(
                        "scripts/run.sh", run -> assertThat(run.executable()).isTrue());
    }

    @Test
    void refusesTheGitCommandWithoutATokenUnlessReadsArePublic() throws Exception {
        assumeThat(git("--version").exitCode()).isZero();
        String anonymous = github.gitUrl() + "/acme/templates.git";

        assertThat(git("clone", anonymous, "refused").exitCode()).isNotZero();
        github.publicReads(true);
        assertThat(git("clone", anonymous, "open").exitCode()).isZero();
        assertThat(git("-C", "open", "push", "origin", "HEAD:other").exitCode()).isNotZero();
        assertThat(github.files("acme/templates", "other")).isEmpty();
    }

    @Test
    void takesAPushOfJGitAndGivesItBackWithTheExecutableBit() throws Exception {
        InMemoryRepository local = localCommit(Map.of(
                "run.sh", new StandInFile("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), true),
                "src/a.py", new StandInFile("print(1)\n".getBytes(StandardCharsets.UTF_8), false)));

        RemoteRefUpdate.Status first = push(local, "acme/build", TOKEN);
        RemoteRefUpdate.Status again = push(local, "acme/build", TOKEN);

        assertThat(first).isEqualTo(RemoteRefUpdate.Status.OK);
        assertThat(again).isEqualTo(RemoteRefUpdate.Status.UP_TO_DATE);
        Map<String, StandInFile> files = github.files("acme/build", "main");
        assertThat(files).containsOnlyKeys("run.sh", "src/a.py");
        assertThat(files)
                .hasEntrySatisfying(
                        "run.sh", run -> assertThat(run.executable()).isTrue());
        assertThat(files)
                .hasEntrySatisfying(
                        "src/a.py", code -> assertThat(code.executable()).isFalse());
        ObjectId fetched = fetch("acme/build");
        assertThat(github.commits("acme/build", "main")).containsExactly(fetched.name());
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void refusesAPushWithAnotherTokenToAnArchivedOrToAnUnknownRepository() throws Exception {
        InMemoryRepository local = localCommit(Map.of("a", new StandInFile(new byte[] {1}, false)));
        github.createRepository("acme/old");
        github.archive("acme/old");

        assertThatThrownBy(() -> push(local, "acme/build", "ghp_wrong")).hasMessageContaining("not authorized");
        assertThatThrownBy(() -> push(local, "acme/old", TOKEN)).hasMessageContaining("git-receive-pack not permitted");
        assertThatThrownBy(() -> push(local, "acme/none", TOKEN)).hasMessageContaining("not found");
    }

    @Test
    void servesARenamedRepositoryUnderItsFormerName() throws Exception {
        github.rename("acme/templates", "acme/starters");

        ObjectId fetched = fetch("acme/templates");

        assertThat(github.commits("acme/starters", "main")).containsExactly(fetched.name());
    }

    @Test
    void logsOnlyTheTransferOfAPushAsAWrite() throws Exception {
        push(localCommit(Map.of("a", new StandInFile(new byte[] {1}, false))), "acme/build", TOKEN);

        assertThat(log.calls(call -> call.system().equals("git") && call.status() == 200))
                .extracting(Call::operation, Call::writes)
                .containsExactly(tuple("info/refs git-receive-pack", false), tuple("git-receive-pack", true));
    }

    private static InMemoryRepository localCommit(Map<String, StandInFile> files) throws IOException {
        Clock clock = Clock.systemUTC();
        Repository local = new Repository(
                1, new Account(1, "local", false, Instant.EPOCH, new Possessions(clock)), "local", clock);
        new GitContent(clock).commit(local, "main", files, "Seed");
        return local.git();
    }

    private RemoteRefUpdate.Status push(InMemoryRepository local, String fullName, String token) throws Exception {
        try (Transport transport = transport(local, fullName, token)) {
            RemoteRefUpdate update =
                    new RemoteRefUpdate(local, "refs/heads/main", "refs/heads/main", false, null, null);
            PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
            return result.getRemoteUpdate("refs/heads/main").getStatus();
        }
    }

    private ObjectId fetch(String fullName) throws Exception {
        InMemoryRepository empty = new InMemoryRepository(new DfsRepositoryDescription("empty"));
        try (Transport transport = transport(empty, fullName, TOKEN)) {
            transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/heads/main:refs/heads/main")));
        }
        return empty.resolve("refs/heads/main");
    }

    private Transport transport(InMemoryRepository local, String fullName, String token) throws Exception {
        Transport transport = Transport.open(local, new URIish(github.gitUrl() + "/" + fullName + ".git"));
        transport.setCredentialsProvider(new UsernamePasswordCredentialsProvider("x-access-token", token));
        return transport;
    }

    private record Outcome(int exitCode, String output) {}

    /** Runs git in the test's folder, apart from the machine's own configuration; 127 when there is no git. */
    private Outcome git(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Jane", "-c", "user.email=j@example.com"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output.strip());
        } catch (IOException noGit) {
            return new Outcome(127, "");
        }
    }

    private String address(String token, String fullName) {
        return github.gitUrl().replace("http://", "http://x-access-token:" + token + "@") + "/" + fullName + ".git";
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
