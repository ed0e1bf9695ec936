package io.drover.sandbox;

import io.drover.event.ProjectCreated;
import io.drover.github.Credentials;
import io.drover.github.GitHub;
import io.drover.github.GitHubHttp;
import io.drover.github.Pace;
import io.drover.github.PaceLimits;
import io.drover.github.RepositoryName;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import io.drover.project.Readiness;
import io.drover.project.StudioWorkspace;
import io.drover.provision.BuildRepository;
import io.drover.provision.DeployRepository;
import io.drover.provision.RepositoryContent;
import io.drover.provision.RepositoryPlans;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.CallLog;
import io.drover.template.GitRemote;
import io.drover.template.TemplateSource;
import io.drover.template.Templates;
import io.drover.type.PackagedTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A GitHub with a template repository, and Drover's side of it in this process, both on one fast time. Several do not disturb each other's
 * pace.
 */
public final class FastGitHub implements AutoCloseable {
    public static final String ORGANIZATION = Sandbox.ORGANIZATION;
    public static final String TOKEN = "ghp_canary8TokenOfTheFastGitHub00000000000";

    private static final String TEMPLATES = Sandbox.TEMPLATES;
    private static final Path TEMPLATE_FOLDER = Path.of("templates");

    private final CallLog log = new CallLog();
    private final FastTime time;
    private final GitHubStandIn standIn;
    private final Pace pace;
    private final GitHub gitHub;
    private final Ledger ledger;
    private final BuildRepository buildRepository;
    private final DeployRepository deployRepository;

    /**
     * @param timeout Drover's, for an answer; real time
     * @param blocking runs git's and the ledger's blocking requests
     */
    FastGitHub(FastTime time, PaceLimits limits, Duration timeout, Ledger ledger, Executor blocking) {
        this.time = time;
        this.ledger = ledger;
        standIn = new GitHubStandIn(log, 0, time);
        standIn.organization(ORGANIZATION);
        standIn.accept(TOKEN);
        standIn.createRepository(TEMPLATES, TEMPLATE_FOLDER);
        pace = new Pace(limits, time, time);
        var credentials = new FixedToken();
        gitHub = new GitHub(new GitHubHttp(URI.create(standIn.apiUrl()), credentials, pace, timeout, time));
        var git = new GitRemote(URI.create(standIn.gitUrl()), credentials);
        var templates = new Templates(new TemplateSource(RepositoryName.parse(TEMPLATES), "main", ""), git);
        var content = new RepositoryContent(gitHub, templates, git, ledger, blocking, time);
        var plans =
                new RepositoryPlans(PackagedTypes.read(), ORGANIZATION, Sandbox.WORKFLOW_ROLE, SettingsMode.SECRETS);
        buildRepository = new BuildRepository(plans, content);
        deployRepository = new DeployRepository(plans, content);
    }

    private record FixedToken() implements Credentials {
        @Override
        public String token() {
            return TOKEN;
        }

        @Override
        public void rejected(String token) {
            // The same one is all there is.
        }
    }

    public CallLog log() {
        return log;
    }

    public FastTime time() {
        return time;
    }

    public GitHubStandIn standIn() {
        return standIn;
    }

    public Pace pace() {
        return pace;
    }

    public GitHub gitHub() {
        return gitHub;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Deliveries deliveries() {
        return new Deliveries(time);
    }

    /** A project that AWS has finished, with the empty build repository that SMUS made for it. */
    public Project project(String id) {
        String build = ORGANIZATION + "/" + id + "-build";
        standIn.createRepository(build);
        var workspace = new StudioWorkspace(
                "unit3",
                "Regression",
                build,
                "444455556666",
                "us-east-1",
                "arn:aws:sagemaker:us-east-1:111122223333:domain/d-1",
                "arn:aws:sagemaker:us-east-1:111122223333:space/d-1/default",
                "arn:aws:iam::111122223333:role/execution",
                "artifacts");
        return new Project(new ProjectCreated("dzd_1", id, null, false), "churn", new Readiness.Ready(workspace));
    }

    /** The steps of the route that concern GitHub. */
    public List<Deliveries.Step> onboarding(Project project) {
        return List.of(() -> buildRepository.ensure(project), () -> deployRepository.ensure(project));
    }

    @Override
    public void close() {
        pace.close();
        standIn.close();
    }
}
