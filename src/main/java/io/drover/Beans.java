package io.drover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.drover.camel.AskedPause;
import io.drover.camel.BoardGate;
import io.drover.camel.BoardOverHttp;
import io.drover.camel.BoardPage;
import io.drover.camel.DeadLettersOverHttp;
import io.drover.camel.Deletion;
import io.drover.camel.DeploymentWait;
import io.drover.camel.Fence;
import io.drover.camel.GitHubPaceMetrics;
import io.drover.camel.JolokiaOverHttp;
import io.drover.camel.ModelOutcomes;
import io.drover.camel.Outcomes;
import io.drover.camel.ProjectWait;
import io.drover.camel.QuietExceptionHandler;
import io.drover.camel.RoutesRunning;
import io.drover.camel.RunMetrics;
import io.drover.camel.Runs;
import io.drover.camel.SecretsManagerSecret;
import io.drover.camel.StackRefusal;
import io.drover.camel.StepTimeline;
import io.drover.camel.SuspensionAtOnce;
import io.drover.camel.TemplateCommits;
import io.drover.camel.Times;
import io.drover.console.Board;
import io.drover.console.Links;
import io.drover.console.QueueDepths;
import io.drover.console.Reconciling;
import io.drover.console.RoutesInForce;
import io.drover.console.Summary;
import io.drover.deployment.Deployments;
import io.drover.deployment.SageMakerModelPackages;
import io.drover.event.Events;
import io.drover.event.Reconciliation;
import io.drover.github.GitHub;
import io.drover.github.Pace;
import io.drover.health.Watch;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.project.AccountClients;
import io.drover.project.AwsProjects;
import io.drover.project.BucketAccess;
import io.drover.project.ProjectFinder;
import io.drover.project.Projects;
import io.drover.provision.BuildRepository;
import io.drover.provision.Comparison;
import io.drover.provision.DeployRepository;
import io.drover.provision.FirstRun;
import io.drover.provision.PipelineFailures;
import io.drover.provision.ProjectRepositories;
import io.drover.provision.RepositoryContent;
import io.drover.provision.Retirement;
import io.drover.provision.Retraining;
import io.drover.provision.Sweep;
import io.drover.provision.TemplateWatch;
import io.drover.provision.TypeReactions;
import io.drover.stack.StackRequests;
import io.drover.template.GitRemote;
import io.drover.template.Templates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;

/** Puts the parts together and gives routes their names for them. The only place that knows all parts. */
final class Beans implements CamelConfiguration {
    /** For all answers to people, over HTTP and on the command line. */
    static final ObjectMapper BOARD_JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Keys for routes that are no settings: camel-github takes the two parts of drover.template.repository. */
    private static final String TEMPLATE_OWNER = "drover.template.owner";

    private static final String TEMPLATE_NAME = "drover.template.name";

    static final List<String> DERIVED_KEYS = List.of(TEMPLATE_OWNER, TEMPLATE_NAME);

    private final Clock clock;

    Beans(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void configure(CamelContext camel) throws Exception {
        Settings settings = Settings.read(key -> find(camel, key));
        if (settings.tracing()) {
            Tracing.start(camel);
        }
        camel.getPropertiesComponent()
                .addOverrideProperty(
                        TEMPLATE_OWNER, settings.template().repository().owner());
        camel.getPropertiesComponent()
                .addOverrideProperty(
                        TEMPLATE_NAME, settings.template().repository().name());
        AwsClients aws = AwsClients.create();
        Ledger ledger = JdbcLedger.open(
                settings.ledgerUrl(),
                settings.ledgerUser().orElse(null),
                settings.ledgerPassword().orElse(null),
                clock);
        GitHubConnection connection = GitHubConnection.open(
                settings,
                new SecretsManagerSecret(camel.createProducerTemplate(), settings.tokenSecret()),
                camel.getExecutorServiceManager().newSingleThreadExecutor(this, "gitHubPace"),
                clock);
        Pace pace = connection.pace();
        var meters = new CompositeMeterRegistry();
        var runMetrics = new RunMetrics(meters);
        var runs = new Runs(
                ledger,
                UUID.randomUUID().toString(),
                settings.leaseDuration(),
                clock,
                // So that a run's requests to GitHub can be told from those of others.
                new Runs.Listener(pace::begun, pace::over),
                runMetrics);
        var handBack = new HandBack(aws.feeds().client());
        camel.getManagementStrategy().addEventNotifier(handBack);
        camel.getManagementStrategy().addEventNotifier(new Closing(runs, handBack, pace, ledger, aws));
        camel.getCamelContextExtension().addInterceptStrategy(new Fence(ledger));
        camel.setShutdownStrategy(new SuspensionAtOnce(camel, camel.getShutdownStrategy()));

        Registry registry = camel.getRegistry();
        aws.bindTo(registry);
        registry.bind("strictJson", new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS));
        registry.bind("boardJson", BOARD_JSON);
        registry.bind("keepBody", new UseOriginalAggregationStrategy());
        registry.bind("askedPause", new AskedPause(ledger));
        registry.bind("backoff", Redeliveries.backoff(settings.retry()));
        registry.bind("patience", Redeliveries.patience(settings.leaseDuration()));
        registry.bind("quietly", new QuietExceptionHandler());

        registry.bind("events", new Events());
        registry.bind("runs", runs);
        registry.bind("outcomes", new Outcomes(runs, ledger));
        registry.bind("deletion", new Deletion(ledger));
        Console console = Console.of(settings.queues(), aws.feeds().rest());
        registry.bind("deadLetters", new DeadLettersOverHttp(console.letters(), console.redrive()));
        registry.bind("projectWait", new ProjectWait(ledger, settings.projectDeadline(), clock));
        registry.bind("times", new Times());
        registry.bind("modelOutcomes", new ModelOutcomes(ledger, runMetrics));
        registry.bind("deploymentWait", new DeploymentWait(ledger, settings.deploymentDeadline(), clock));
        bindGitHub(camel, settings, connection, ledger, aws, runs);

        camel.getManagementStrategy().addEventNotifier(new StepTimeline(ledger, runMetrics, clock));
        new GitHubPaceMetrics(pace, clock).bindTo(meters);
        // There is none when metrics are switched off.
        camel.addStartupListener(new Once(
                started -> started.getRegistry().findByType(MeterRegistry.class).forEach(meters::add)));
        watchHealth(camel, settings, connection, ledger, aws, handBack, meters);
        var gate = new BoardGate(settings.board());
        registry.bind("boardGate", gate);
        camel.getManagementStrategy().addEventNotifier(gate.installer());
        camel.getManagementStrategy().addEventNotifier(new JolokiaOverHttp(settings.board()).installer());
        renewLeases(camel, runs, settings);
    }

    private void bindGitHub(
            CamelContext camel,
            Settings settings,
            GitHubConnection connection,
            Ledger ledger,
            AwsClients aws,
            Runs runs) {
        var gitHub = new GitHub(connection.http());
        var git = new GitRemote(settings.git(), connection.credentials());
        var templates = new Templates(settings.template(), git);
        ExecutorService blocking = camel.getExecutorServiceManager().newCachedThreadPool(this, "git");
        var content = new RepositoryContent(gitHub, templates, git, ledger, blocking, clock);
        var plans = settings.repositoryPlans();

        Registry registry = camel.getRegistry();
        registry.bind("gitHubPace", connection.pace());
        registry.bind("templates", templates);
        AccountClients accounts = aws.accounts(settings.types());
        Projects projects = AwsProjects.projects(
                AwsProjects.projects(aws.dataZone(), aws.sageMaker(), aws.tagging()), accounts, ledger::request);
        var reactions = new TypeReactions(projects, plans);
        var deployments = new Deployments(
                new SageMakerModelPackages(model -> accounts.isElsewhere(model.account(), model.region())
                        ? accounts.sageMaker(model.account(), model.region())
                        : aws.sageMaker()),
                ledger,
                gitHub,
                settings.organization(),
                reactions,
                settings.dispatchPlan(),
                clock);
        registry.bind("deployments", deployments);
        BucketAccess bucketAccess = AwsProjects.bucketAccess(aws.iam());
        var comparison = new Comparison(plans, gitHub, bucketAccess, blocking);
        registry.bind("projects", projects);
        registry.bind("bucketAccess", bucketAccess);
        bindBoard(
                registry,
                settings,
                ledger,
                connection.pace(),
                aws,
                new Reconciling(projects, comparison, queue(settings, aws)));
        registry.bind("sweep", new Sweep(projects, comparison, ledger, settings.sweep(), clock));
        registry.bind("templateWatch", new TemplateWatch(settings.template(), templates, ledger));
        var retirement = new Retirement(gitHub, ledger, settings.types(), settings.organization());
        registry.bind("retirement", retirement);
        registry.bind("buildRepository", new BuildRepository(plans, content));
        registry.bind("deployRepository", new DeployRepository(plans, content));
        var repositories = new ProjectRepositories(plans, content);
        registry.bind("projectRepositories", repositories);
        registry.bind("firstRun", new FirstRun(reactions, deployments));
        var finder = new ProjectFinder(accounts, ledger);
        registry.bind("projectFinder", finder);
        registry.bind("retraining", new Retraining(settings.types(), plans, reactions, finder, deployments, ledger));
        registry.bind("pipelineFailures", new PipelineFailures(plans, reactions, gitHub));
        var requests = new StackRequests(repositories, retirement, ledger);
        registry.bind("stackRequests", requests);
        registry.bind("stackRefusal", new StackRefusal(requests, runs));
        // camel-github looks these two names up.
        var commits = new TemplateCommits(gitHub);
        registry.bind("githubRepositoryService", commits.repositoryService());
        registry.bind("githubCommitService", commits.commitService());
    }

    private void watchHealth(
            CamelContext camel,
            Settings settings,
            GitHubConnection connection,
            Ledger ledger,
            AwsClients aws,
            HandBack handBack,
            MeterRegistry meters)
            throws Exception {
        var health = new Health(camel, settings.health(), meters, clock);
        Watch ledgerWatch = health.watchLedger(ledger);
        // Else each message would use up its deliveries while the ledger is away.
        aws.feeds().receiveWhile(() -> !ledgerWatch.seen().isDown());
        aws.feeds().giveBackWhile(new RoutesRunning(camel)::rests);
        health.watchRuns(ledger);
        health.watchGitHub(new GitHubWatch(
                new GitHub(connection.http()),
                connection.pace(),
                settings.template().repository(),
                settings.template().branch(),
                clock));
        camel.addStartupListener(new Once(started -> {
            if (started.getRoutesSize() > 0) {
                health.watchQueues(RoutesInUse.read(started), aws.feeds(), handBack);
                started.getRegistry().findByType(RouteReload.class).forEach(health::watchRoutes);
                health.show();
            }
        }));
    }

    private void bindBoard(
            Registry registry, Settings settings, Ledger ledger, Pace pace, AwsClients aws, Reconciling reconciling) {
        Map<String, String> queues = new LinkedHashMap<>();
        queues.put("project events", settings.queues().projectEvents().toString());
        queues.put("model events", settings.queues().modelEvents().toString());
        queues.put("dead letters", settings.queues().deadLetters().toString());
        var depths = new QueueDepths(aws.feeds().client(), queues, clock);
        var links = new Links(settings.git().toString(), aws.region());
        registry.bind("boardPage", new BoardPage());
        registry.bind(
                "board",
                new BoardOverHttp(
                        new Board(ledger, links),
                        () -> new Summary(
                                Drover.version(), clock.instant(), pace.state(), depths.read(), routes(registry)),
                        reconciling,
                        BOARD_JSON));
    }

    private static @Nullable RoutesInForce routes(Registry registry) {
        RouteReload reload = registry.findSingleByType(RouteReload.class);
        return reload == null ? null : reload.state();
    }

    /** Sends events to the project queue. */
    static Consumer<Reconciliation> queue(Settings settings, AwsClients aws) {
        String url = settings.queues().projectEvents().toString();
        return event -> {
            try {
                String body = BOARD_JSON.writeValueAsString(event);
                aws.feeds()
                        .client()
                        .sendMessage(request -> request.queueUrl(url).messageBody(body));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A record of strings can always be written", e);
            }
        };
    }

    /** Three times within a lease, so that one failure is no matter. */
    private static void renewLeases(CamelContext camel, Runs runs, Settings settings) {
        ScheduledExecutorService timer =
                camel.getExecutorServiceManager().newSingleThreadScheduledExecutor(runs, "leases");
        long period = settings.leaseDuration().toMillis() / 3;
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(runs::renewLeases, period, period, TimeUnit.MILLISECONDS);
    }

    private static Optional<String> find(CamelContext camel, String key) {
        return camel.getPropertiesComponent().resolveProperty(key);
    }
}
