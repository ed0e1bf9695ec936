package io.drover.sandbox;

import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.github.AppKey;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stand-ins for AWS and GitHub, a template repository made from {@code templates/}, and the environment in which Drover takes them for the
 * real ones. Drover itself is started apart: in this process, or as the packaged JAR.
 */
public final class Sandbox implements AutoCloseable {
    public static final String ORGANIZATION = "acme-ml";
    public static final String TEMPLATES = ORGANIZATION + "/templates";
    public static final String WORKFLOW_ROLE = "arn:aws:iam::111122223333:role/aiops-smus-github-action";

    private static final String TOKEN_SECRET = "ml-ops-smus-github-token";

    private final CallLog log = new CallLog();
    private final AwsStandIn aws = new AwsStandIn(log);
    private final GitHubStandIn gitHub = new GitHubStandIn(log);
    private volatile String token = "";

    public Sandbox() {
        aws.role(
                WORKFLOW_ROLE.substring(WORKFLOW_ROLE.indexOf('/') + 1),
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoleWithWebIdentity\","
                        + "\"Principal\":{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"}}]}");
        gitHub.organization(ORGANIZATION);
        gitHub.createRepository(TEMPLATES, Path.of("templates"));
        rotateToken("ghp_canary7TokenOfTheSandbox000000000000");
    }

    public AwsStandIn aws() {
        return aws;
    }

    public GitHubStandIn gitHub() {
        return gitHub;
    }

    public CallLog log() {
        return log;
    }

    public String token() {
        return token;
    }

    /** From now on GitHub accepts this token only, and Secrets Manager gives it. */
    public void rotateToken(String next) {
        token = next;
        gitHub.accept(next);
        aws.secret(TOKEN_SECRET, "{\"token\":\"" + next + "\"}");
    }

    /** From now on GitHub accepts no token but those of this app, whose key Secrets Manager gives; the installation is to be looked up. */
    public long useApp(Map<String, String> permissions) {
        AppKey key = AppKey.generate();
        gitHub.app(123, "Iv23canary", key.publicHalf());
        gitHub.accept("none of the sandbox");
        aws.secret(
                TOKEN_SECRET,
                "{\"client_id\":\"Iv23canary\",\"private_key\":\"%s\"}"
                        .formatted(key.pkcs1().replace("\n", "\\n")));
        return gitHub.install(123, ORGANIZATION, permissions);
    }

    /** A project that DataZone reports as ready, with the empty repository that SMUS made for it. */
    public ProjectScene project(String projectId) {
        String repository = ORGANIZATION + "/" + projectId.toLowerCase(java.util.Locale.ROOT) + "-build";
        gitHub.createRepository(repository);
        return aws.project(projectId).repository(repository, "main");
    }

    public static String deployRepository(ProjectScene project) {
        return "%s/%s-%s-deploy-repo".formatted(ORGANIZATION, project.projectId(), project.domainId());
    }

    /** What Drover needs in its environment: the AWS SDK's variables and Drover's own, with short waits. */
    public Map<String, String> environment(Path data) {
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.put("DROVER_QUEUE_PROJECT_EVENTS", aws.projectEventsQueue());
        environment.put("DROVER_QUEUE_MODEL_EVENTS", aws.modelEventsQueue());
        environment.put("DROVER_DEPLOYMENT_POLL_INTERVAL", "1s");
        environment.put("DROVER_QUEUE_DEAD_LETTERS", aws.deadLettersQueue());
        environment.put("DROVER_GITHUB_API_URL", gitHub.apiUrl());
        environment.put("DROVER_GITHUB_GIT_URL", gitHub.gitUrl());
        environment.put("DROVER_GITHUB_ORGANIZATION", ORGANIZATION);
        environment.put("DROVER_TEMPLATE_REPOSITORY", TEMPLATES);
        environment.put("DROVER_TEMPLATE_FOLDER", "/");
        environment.put("DROVER_WORKFLOW_ROLE_ARN", WORKFLOW_ROLE);
        environment.put("DROVER_PROJECT_POLL_INTERVAL", "1s");
        environment.put("DROVER_RETRY_DELAY", "200ms");
        environment.put("DROVER_LEDGER_URL", "jdbc:h2:file:" + data.resolve("drover"));
        // Any free port, since several may run at once.
        environment.put("CAMEL_SERVER_PORT", "0");
        environment.put("CAMEL_MANAGEMENT_PORT", "0");
        return Map.copyOf(environment);
    }

    /** As {@link #environment}, without GitHub's limits, for onboardings in close succession. */
    public Map<String, String> unhurriedEnvironment(Path data) {
        Map<String, String> environment = new HashMap<>(environment(data));
        environment.put("DROVER_GITHUB_POINTS_PER_MINUTE", "100000");
        environment.put("DROVER_GITHUB_CREATIONS_PER_MINUTE", "100000");
        environment.put("DROVER_GITHUB_CREATIONS_PER_HOUR", "1000000");
        environment.put("DROVER_GITHUB_NOTIFICATION_SPACING", "1ms");
        return Map.copyOf(environment);
    }

    /** Everything that did not fit GitHub's or AWS's own descriptions, of requests and of answers. */
    public List<String> violations() {
        List<String> all = new ArrayList<>(gitHub.violations());
        all.addAll(aws.violations());
        return all;
    }

    /** GitHub calls of onboardings: those that watch the template repository in the background are not among them. */
    public List<Call> gitHubCalls() {
        return log.calls(
                call -> (call.system().equals("github") || call.system().equals("git"))
                        && !call.target().contains(TEMPLATES + "/commits"));
    }

    /** AWS calls but those to the queues. */
    public List<Call> awsCalls() {
        return log.calls(call -> !call.system().equals("github")
                && !call.system().equals("git")
                && !call.system().equals("sqs"));
    }

    @Override
    public void close() {
        gitHub.close();
        aws.close();
    }
}
