package io.drover;

import io.drover.camel.SecretsManagerSecret;
import io.drover.console.Reconciling;
import io.drover.console.Reconciling.Report;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.failure.Unwrapped;
import io.drover.github.GitHub;
import io.drover.project.AwsProjects;
import io.drover.provision.Comparison;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;
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
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Report report = reconciling(threads).reconcile(subject, dryRun).join();
            out.println("Project %s (%s)".formatted(subject, report.name()));
            report.findings().forEach(finding -> out.println((report.ready() ? "  ✕ " : "  … ") + finding));
            if (report.findings().isEmpty()) {
                out.println("  ✓ Nothing differs.");
            }
            if (report.asked()) {
                out.println("Asked for by an event on the project queue: the running Drover goes through it now.");
            }
            return report.findings().isEmpty() || report.asked() ? 0 : DIFFERS;
        } catch (Failure | SdkException | CompletionException e) {
            Throwable cause = Unwrapped.cause(e);
            out.println("  ✕ " + Foreign.oneLine(String.valueOf(cause.getMessage())));
            return 1;
        } finally {
            threads.shutdownNow();
        }
    }

    private Reconciling reconciling(ExecutorService threads) {
        AwsClients aws = groundwork.aws();
        return new Reconciling(
                AwsProjects.projects(
                        AwsProjects.projects(aws.dataZone(), aws.sageMaker(), aws.tagging()),
                        aws.accounts(groundwork.settings().types()),
                        // Without the ledger: what a custom resource asked for is not known here.
                        subject -> Optional.empty()),
                comparison(threads),
                Beans.queue(groundwork.settings(), aws));
    }

    private Comparison comparison(ExecutorService threads) {
        Settings settings = groundwork.settings();
        var secret = new SecretsManagerSecret(groundwork.camel().createProducerTemplate(), settings.tokenSecret());
        GitHubConnection connection = GitHubConnection.open(settings, secret, threads, clock);
        return new Comparison(
                settings.repositoryPlans(),
                new GitHub(connection.http()),
                AwsProjects.bucketAccess(groundwork.aws().iam()),
                threads);
    }
}
