package io.drover.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.event.ProjectCreated;
import io.drover.github.Connections;
import io.drover.github.GitHub;
import io.drover.github.RepositoryName;
import io.drover.github.Tokens;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import io.drover.project.Readiness;
import io.drover.project.StudioWorkspace;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import io.drover.template.GitRemote;
import io.drover.template.TemplateSource;
import io.drover.template.Templates;
import io.drover.type.PackagedTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both repositories of a project on the GitHub stand-in, with its settings as secrets and in the file. */
class SettingsModeTest {
    private static final String ENV = ".drover/project.env";
    private static final CallLog LOG = new CallLog();
    private static final Clock CLOCK = Clock.systemUTC();
    private static GitHubStandIn gitHub;
    private static Ledger ledger;
    private static RepositoryContent content;
    private static int projects;

    private Project project = ready("none");
    private String build = "";
    private String deploy = "";
    private int callsBefore;

    @BeforeAll
    static void start() {
        gitHub = new GitHubStandIn(LOG);
        gitHub.organization("acme");
        gitHub.accept("ghp_valid");
        gitHub.createRepository("acme/templates", Path.of("templates"));
        ledger = JdbcLedger.open("jdbc:h2:mem:settings-mode", null, null, CLOCK);
        var credentials = new Tokens("ghp_valid");
        var git = new GitRemote(URI.create(gitHub.gitUrl()), credentials);
        content = new RepositoryContent(
                new GitHub(Connections.to(gitHub.apiUrl(), credentials, 16, CLOCK)),
                new Templates(new TemplateSource(RepositoryName.parse("acme/templates"), "main", ""), git),
                git,
                ledger,
                ForkJoinPool.commonPool(),
                CLOCK);
    }

    @AfterAll
    static void stop() {
        ledger.close();
        gitHub.close();
    }

    @BeforeEach
    void aProjectWithAnEmptyBuildRepository() {
        project = ready("project" + projects++);
        build = project.studioWorkspace().buildRepository();
        deploy = "acme/%s-dzd_1-deploy-repo".formatted(project.id());
        gitHub.createRepository(build);
        callsBefore = LOG.calls().size();
    }

    @AfterEach
    void everythingFitsTheContract() {
        assertThat(gitHub.violations()).isEmpty();
    }

    @Test
    void settingsInTheFileTakeNineRequestsAndFiveWritesAtTheMost() {
        provision(SettingsMode.FILE);

        assertThat(rest()).hasSizeLessThanOrEqualTo(9);
        // Pushes are among them.
        assertThat(writes()).hasSizeLessThanOrEqualTo(5);
        assertThat(gitHub.secrets(build)).isEmpty();
        assertThat(gitHub.secrets(deploy)).isEmpty();
        assertThat(settings(build)).hasSize(14).contains("REGION=us-east-1", "GLUE_TABLE=abalone");
        assertThat(settings(deploy)).hasSize(15).contains("DEPLOY_ACCOUNT=444455556666");
        assertThat(gitHub.variables(build)).containsExactly(Map.entry("TRIGGER_PIPELINE_EXECUTION", "false"));
        assertThat(gitHub.commits(build, "main")).hasSize(1);
        assertThat(gitHub.commits(deploy, "main")).hasSize(1);
    }

    @Test
    void settingsAsSecretsTake36RequestsOf31WritesAtTheMost() {
        provision(SettingsMode.SECRETS);

        assertThat(rest()).hasSizeLessThanOrEqualTo(36);
        assertThat(rest().stream().filter(Call::writes)).hasSizeLessThanOrEqualTo(31);
        assertThat(gitHub.secrets(build)).hasSize(14);
        assertThat(gitHub.secrets(deploy)).hasSize(15);
        assertThat(gitHub.files(build, "main")).doesNotContainKey(ENV);
        assertThat(gitHub.files(deploy, "main")).doesNotContainKey(ENV);
    }

    @Test
    void aSecondRunWritesNothing() {
        provision(SettingsMode.FILE);
        callsBefore = LOG.calls().size();

        provision(SettingsMode.FILE);

        assertThat(writes()).isEmpty();
    }

    @Test
    void aCorrectedFileAndACorrectedVariableStay() {
        provision(SettingsMode.FILE);
        gitHub.commit(build, "main", Map.of(ENV, "GLUE_TABLE=whales\n"), "Our table");
        gitHub.setVariable(build, "TRIGGER_PIPELINE_EXECUTION", "true");

        provision(SettingsMode.FILE);

        assertThat(settings(build)).containsExactly("GLUE_TABLE=whales");
        assertThat(gitHub.variables(build)).containsExactly(Map.entry("TRIGGER_PIPELINE_EXECUTION", "true"));
    }

    @Test
    void aVariableThatIsThereBeforeTheFirstRunStays() {
        gitHub.setVariable(build, "TRIGGER_PIPELINE_EXECUTION", "true");

        provision(SettingsMode.FILE);

        assertThat(gitHub.variables(build)).containsExactly(Map.entry("TRIGGER_PIPELINE_EXECUTION", "true"));
    }

    @Test
    void aRepositoryFilledWithSecretsGetsNoFileWhenTheModeHasChanged() {
        provision(SettingsMode.SECRETS);
        callsBefore = LOG.calls().size();

        provision(SettingsMode.FILE);

        assertThat(writes()).isEmpty();
        assertThat(gitHub.files(build, "main")).doesNotContainKey(ENV);
        assertThat(gitHub.secrets(build)).hasSize(14);
    }

    @Test
    void aRepositoryFilledWithAFileKeepsItAndGetsSecretsBesidesWhenTheModeHasChanged() {
        provision(SettingsMode.FILE);
        gitHub.commit(build, "main", Map.of(ENV, "GLUE_TABLE=whales\n"), "Our table");

        provision(SettingsMode.SECRETS);

        assertThat(settings(build)).containsExactly("GLUE_TABLE=whales");
        assertThat(gitHub.secrets(build)).hasSize(14);
        assertThat(gitHub.secrets(deploy)).hasSize(15);
        assertThat(gitHub.commits(deploy, "main")).hasSize(1);
    }

    private void provision(SettingsMode mode) {
        var plans = new RepositoryPlans(PackagedTypes.read(), "acme", "arn:aws:iam::111122223333:role/workflow", mode);
        CompletableFuture.allOf(
                        new BuildRepository(plans, content).ensure(project),
                        new DeployRepository(plans, content).ensure(project))
                .join();
    }

    /** Lines of the file but for comments. */
    private static List<String> settings(String repository) {
        return Objects.requireNonNull(gitHub.files(repository, "main").get(ENV), ENV)
                .text()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private List<Call> rest() {
        return calls().stream().filter(call -> call.system().equals("github")).toList();
    }

    private List<Call> writes() {
        return calls().stream().filter(Call::writes).toList();
    }

    private List<Call> calls() {
        return LOG.calls().subList(callsBefore, LOG.calls().size());
    }

    private static Project ready(String id) {
        var workspace = new StudioWorkspace(
                "unit3",
                "regression",
                "acme/%s-build".formatted(id),
                "444455556666",
                "us-east-1",
                "arn:aws:sagemaker:us-east-1:111122223333:domain/d-1",
                "arn:aws:sagemaker:us-east-1:111122223333:space/d-1/default",
                "arn:aws:iam::111122223333:role/execution",
                "artifacts");
        return new Project(new ProjectCreated("dzd_1", id, null, false), "churn", new Readiness.Ready(workspace));
    }
}
