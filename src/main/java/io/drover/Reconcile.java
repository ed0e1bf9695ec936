package io.drover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.camel.SecretsManagerSecret;
import io.drover.event.Events;
import io.drover.event.ProjectCreated;
import io.drover.event.Reconciliation;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.failure.Unwrapped;
import io.drover.github.GitHub;
import io.drover.project.AwsProjects;
import io.drover.project.Project;
import io.drover.provision.Comparison;
import io.drover.provision.RepositoryPlans;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * {@code java -jar drover.jar reconcile}: compares one project with what it is to be and, unless it is a dry run, asks the running Drover by
 * an event on the project queue to mend what differs. Writes nothing itself, and does not touch the ledger.
 */
final class Reconcile {
    /** Exit code of a dry run that found something. */
    static final int DIFFERS = 3;

    private final Groundwork groundwork;
    private final PrintStream out;
    private final Clock clock;

    /**
     * @param groundwork its components started
     */
    Reconcile(Groundwork groundwork, PrintStream out, Clock clock) {
        this.groundwork = groundwork;
        this.out = out;
        this.clock = clock;
    }

    /**
     * @param subject {@code domain/project}
     * @return the exit code
     * @throws IllegalArgumentException when the subject is none
     */
    int run(String subject, boolean dryRun) {
        ProjectCreated wanted = Events.readSubject(subject);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Project project = projects().describe(wanted);
            out.println("Project %s (%s)".formatted(subject, project.name()));
            if (!project.isReady()) {
                out.println("  … " + project.explanation());
                return dryRun ? DIFFERS : ask(wanted, List.of(project.explanation()));
            }
            List<String> differences = comparison(threads).differences(project).join();
            differences.forEach(difference -> out.println("  ✕ " + difference));
            if (differences.isEmpty()) {
                out.println("  ✓ Nothing differs.");
                return 0;
            }
            return dryRun ? DIFFERS : ask(wanted, differences);
        } catch (Failure | SdkException | CompletionException e) {
            Throwable cause = Unwrapped.cause(e);
            out.println("  ✕ " + Foreign.oneLine(String.valueOf(cause.getMessage())));
            return 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private io.drover.project.Projects projects() {
        AwsClients aws = groundwork.aws();
        return AwsProjects.projects(aws.dataZone(), aws.sageMaker(), aws.tagging());
    }

    private Comparison comparison(ExecutorService threads) {
        Settings settings = groundwork.settings();
        var secret = new SecretsManagerSecret(groundwork.camel().createProducerTemplate(), settings.tokenSecret());
        GitHubConnection connection = GitHubConnection.open(settings, secret, threads, clock);
        return new Comparison(
                new RepositoryPlans(settings.organization(), settings.workflowRoleArn(), settings.settingsMode()),
                new GitHub(connection.http()),
                AwsProjects.bucketAccess(groundwork.aws().iam()),
                threads);
    }

    private int ask(ProjectCreated project, List<String> why) {
        String queue = groundwork.settings().queues().projectEvents().toString();
        String event = json(Reconciliation.of(project.domainId(), project.projectId(), why, true));
        groundwork
                .aws()
                .feeds()
                .client()
                .sendMessage(request -> request.queueUrl(queue).messageBody(event));
        out.println("Asked for by an event on the project queue: the running Drover goes through it now.");
        return 0;
    }

    private static String json(Reconciliation request) {
        try {
            return new ObjectMapper().writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings can always be written", e);
        }
    }
}
