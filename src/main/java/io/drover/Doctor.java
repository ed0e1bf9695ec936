package io.drover;

import io.drover.camel.SecretsManagerSecret;
import io.drover.doctor.AwsCheck;
import io.drover.doctor.Checks;
import io.drover.doctor.Report;
import io.drover.doctor.Usage;
import io.drover.failure.Failure;
import io.drover.failure.Foreign;
import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import io.drover.github.AccessCheck;
import io.drover.github.AccessNeeds;
import io.drover.github.GitHubHttp;
import io.drover.github.GitHubSecret;
import io.drover.github.Pace;
import io.drover.github.Permission;
import io.drover.github.SecretCredentials;
import io.drover.ledger.LedgerCheck;
import io.drover.provision.RepositoryPlans.SettingsMode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Registry;

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

    /** What the service starts with. */
    private record Basis(Settings settings, int maxReceives, AwsClients aws) {}

    /**
     * @param main Camel, not configured; is stopped at the end
     * @return the exit code
     */
    int examine(Main main) throws Exception {
        var reading = new Reading();
        main.configure().addConfiguration(reading);
        // The service may be running, and has these ports then.
        List.of("camel.server.enabled", "camel.management.enabled", "camel.metrics.enabled")
                .forEach(key -> main.addOverrideProperty(key, "false"));
        try {
            read(main, reading);
        } finally {
            CamelContext camel = main.getCamelContext();
            if (camel != null) {
                camel.stop();
            }
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

    private void read(Main main, Reading reading) throws Exception {
        Usage usage;
        Basis basis;
        try {
            main.init();
            basis = reading.basis();
            usage = RoutesInUse.read(main.getCamelContext());
        } catch (Exception e) {
            report.add(SETTINGS, wrong(e));
            return;
        }
        Model routes = main.getCamelContext().getCamelContextExtension().getContextPlugin(Model.class);
        report.add(SETTINGS, List.of(Finding.ok("All settings are there.")));
        report.add(
                SETTINGS,
                List.of(Finding.ok("%d routes can be read."
                        .formatted(routes.getRouteDefinitions().size()))));
        // Without routes, the start only makes Camel's components ready.
        routes.removeRouteDefinitions(new ArrayList<>(routes.getRouteDefinitions()));
        main.getCamelContext().start();
        check(main.getCamelContext(), basis, usage);
    }

    private static List<Finding> wrong(Exception problem) {
        SettingsException wrong = Drover.find(problem);
        if (wrong == null) {
            Throwable cause = problem.getCause() == null ? problem : problem.getCause();
            return List.of(Finding.missing(
                    "The routes cannot be read: "
                            + Foreign.oneLine(cause.getClass().getSimpleName() + ": " + cause.getMessage()),
                    "Correct that file, or camel.main.routes-include-pattern."));
        }
        List<Finding> findings = new ArrayList<>();
        wrong.problems().forEach(text -> findings.add(Finding.missing(text, "")));
        findings.add(Finding.unchecked("The rest can be checked only when the settings are right.", ""));
        return findings;
    }

    private void check(CamelContext camel, Basis basis, Usage usage) {
        Settings settings = basis.settings();
        AwsClients aws = basis.aws();
        try (aws;
                var checks = new Checks(PATIENCE);
                var slow = new Checks(PATIENCE_WITH_GITHUB)) {
            CompletableFuture<List<Finding>> onAws = new AwsCheck(
                            aws.sts(), aws.iam(), aws.feeds().client(), aws.sageMaker(), aws.tagging())
                    .findings(checks, usage, settings.workflowRoleArn(), basis.maxReceives());
            CompletableFuture<List<Finding>> ledger = checks.start(
                    "Ledger",
                    () -> LedgerCheck.findings(
                            settings.ledgerUrl(),
                            settings.ledgerUser().orElse(null),
                            settings.ledgerPassword().orElse(null)));
            report.add("AWS", onAws.join());
            if (!usage.permissions().isEmpty()) {
                gitHub(camel.createProducerTemplate(), settings, usage, checks, slow);
            }
            report.add("Ledger", ledger.join());
        }
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
        Pace.Timer timer = (delay, what) -> CompletableFuture.delayedExecutor(
                        delay.toMillis() + 1, TimeUnit.MILLISECONDS, slow.threads())
                .execute(what);
        var pace = new Pace(settings.gitHubPace(), clock, timer);
        var credentials = new SecretCredentials(
                source, settings.gitHubApi(), settings.organization(), pace, settings.gitHubTimeout(), clock);
        var http = new GitHubHttp(settings.gitHubApi(), credentials, pace, settings.gitHubTimeout(), clock);
        var access = new AccessCheck(http, credentials, settings.gitHubApi(), clock);
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

    /** Reads the settings where the service does: after Camel has gathered them, before it reads the routes. */
    private static final class Reading implements CamelConfiguration {
        private final CompletableFuture<Basis> basis = new CompletableFuture<>();

        /** Those that {@link #configure} has read. */
        Basis basis() {
            return basis.join();
        }

        @Override
        public void configure(CamelContext camel) {
            Function<String, Optional<String>> lookup =
                    key -> camel.getPropertiesComponent().resolveProperty(key);
            List<String> problems = new ArrayList<>();
            Optional<Settings> settings = attempt(() -> Settings.read(lookup), problems);
            Optional<AwsClients> aws = attempt(AwsClients::create, problems);
            if (settings.isEmpty() || aws.isEmpty()) {
                throw new SettingsException(problems);
            }
            Registry registry = camel.getRegistry();
            registry.bind("sqs", aws.get().feeds().client());
            registry.bind("eventBridge", aws.get().eventBridge());
            registry.bind("secretsManager", aws.get().secretsManager());
            int maxReceives = Integer.parseInt(
                    lookup.apply("drover.queue.max-receives").orElseThrow().strip());
            basis.complete(new Basis(settings.get(), maxReceives, aws.get()));
        }

        private static <T> Optional<T> attempt(Supplier<T> reading, List<String> problems) {
            try {
                return Optional.of(reading.get());
            } catch (SettingsException e) {
                problems.addAll(e.problems());
                return Optional.empty();
            }
        }
    }
}
