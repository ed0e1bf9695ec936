package io.drover;

import io.drover.camel.SecretsManagerSecret;
import io.drover.doctor.AwsCheck;
import io.drover.doctor.Checks;
import io.drover.doctor.ProjectAccounts;
import io.drover.doctor.Report;
import io.drover.doctor.Usage;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import io.drover.github.AccessCheck;
import io.drover.github.AccessNeeds;
import io.drover.github.GitHubSecret;
import io.drover.github.Permission;
import io.drover.ledger.LedgerCheck;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.route.RouteFinding;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;

/**
 * {@code java -jar drover.jar doctor}: reads settings and routes as the service does, starts none of the routes, and looks whether what they
 * need is there. Takes half a minute at the most.
 */
final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** GitHub is asked a dozen things in a row. */
    private static final Duration PATIENCE_WITH_GITHUB = Duration.ofSeconds(20);

    private static final String SETTINGS = "Settings";

    private final Clock clock;
    private final Report report = new Report();

    Doctor(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param main Camel, not configured; is stopped at the end
     * @return the exit code
     */
    int examine(Main main) {
        try (Groundwork groundwork = Groundwork.lay(main)) {
            Usage usage = RoutesInUse.read(groundwork.camel());
            check(groundwork, usage);
        } catch (SettingsException e) {
            report.add(SETTINGS, wrong(e));
        }
        if (report.misses(SETTINGS)) {
            return Drover.MISCONFIGURED;
        }
        return report.count(Verdict.MISSING) > 0 ? 1 : 0;
    }

    /** To be called after {@link #examine}. */
    String text() {
        return report.text();
    }

    private static List<Finding> wrong(SettingsException wrong) {
        List<Finding> findings = new ArrayList<>();
        wrong.problems().forEach(text -> findings.add(Finding.missing(text, "")));
        findings.add(Finding.unchecked("The rest can be checked only when the settings are right.", ""));
        return findings;
    }

    private void check(Groundwork groundwork, Usage usage) {
        Model routes = groundwork.camel().getCamelContextExtension().getContextPlugin(Model.class);
        report.add(SETTINGS, List.of(Finding.ok("All settings are there.")));
        report.add(
                SETTINGS,
                List.of(Finding.ok("%d routes can be read."
                        .formatted(routes.getRouteDefinitions().size()))));
        report.add(SETTINGS, own(groundwork.routes()));
        groundwork.startComponents();
        Settings settings = groundwork.settings();
        AwsClients aws = groundwork.aws();
        try (var checks = new Checks(PATIENCE);
                var slow = new Checks(PATIENCE_WITH_GITHUB)) {
            CompletableFuture<List<Finding>> onAws = new AwsCheck(
                            aws.sts(), aws.iam(), aws.feeds().client(), aws.sageMaker(), aws.tagging())
                    .findings(checks, usage, settings.workflowRoleArn(), settings.maxReceives());
            CompletableFuture<List<Finding>> ledger = checks.start(
                    "Ledger",
                    () -> LedgerCheck.findings(
                            settings.ledgerUrl(),
                            settings.ledgerUser().orElse(null),
                            settings.ledgerPassword().orElse(null)));
            CompletableFuture<List<Finding>> accounts = checks.start(
                    "Accounts of projects",
                    () -> new ProjectAccounts(aws.sts(), aws.accounts(settings.types()), settings.types(), aws.region())
                            .findings());
            report.add("AWS", onAws.join());
            report.add("AWS", accounts.join());
            if (!usage.permissions().isEmpty()) {
                gitHub(groundwork.camel().createProducerTemplate(), settings, usage, checks, slow);
            }
            report.add("Ledger", ledger.join());
        }
    }

    /** What the start would refuse in the files of drover.routes. */
    private static List<Finding> own(RouteFiles files) {
        return files.areEdited()
                ? RouteChecks.alone()
                        .findings(files.read().stream().map(RouteSource::file).toList())
                        .stream()
                        .filter(RouteFinding::isError)
                        .map(error -> Finding.missing(error.toString(), ""))
                        .toList()
                : List.of();
    }

    private void gitHub(ProducerTemplate camel, Settings settings, Usage usage, Checks checks, Checks slow) {
        var source = new SecretsManagerSecret(camel, settings.tokenSecret());
        List<Finding> secret = checks.start("Secret " + settings.tokenSecret(), () -> secret(source, settings))
                .join();
        report.add("AWS", secret);
        if (secret.get(0).verdict() != Verdict.OK) {
            report.add("GitHub", List.of(Finding.unchecked("GitHub cannot be asked without the secret.", "")));
            return;
        }
        GitHubConnection connection = GitHubConnection.open(settings, source, slow.threads(), clock);
        var access = new AccessCheck(connection.http(), connection.credentials(), settings.gitHubApi(), clock);
        report.add(
                "GitHub",
                slow.start("GitHub", () -> access.findings(needs(settings, usage)))
                        .join());
    }

    private static List<Finding> secret(SecretsManagerSecret source, Settings settings) {
        try {
            String kind = source.read() instanceof GitHubSecret.App ? "a GitHub App's key" : "a token";
            return List.of(Finding.ok("Secret %s holds %s for GitHub.".formatted(settings.tokenSecret(), kind)));
        } catch (Failure e) {
            return List.of(Finding.missing(Foreign.oneLine(e.reason()), ""));
        }
    }

    private static AccessNeeds needs(Settings settings, Usage usage) {
        Set<Permission> permissions = new HashSet<>(usage.permissions());
        if (settings.settingsMode() == SettingsMode.FILE) {
            permissions.remove(Permission.SECRETS);
        }
        return new AccessNeeds(
                permissions,
                settings.organization(),
                settings.template().repository(),
                settings.template().branch(),
                settings.template().folder());
    }
}
