package io.drover;

import io.drover.console.Access;
import io.drover.deployment.DispatchPlan;
import io.drover.event.Events;
import io.drover.event.StackProject;
import io.drover.failure.Permanent;
import io.drover.github.PaceLimits;
import io.drover.github.RepositoryName;
import io.drover.provision.RepositoryPlans;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.provision.SweepPlan;
import io.drover.template.TemplateSource;
import io.drover.type.ProjectTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.util.TimeUtils;

/**
 * Drover's own settings, read once at the start and checked: an instance is right, or there is none. Each key, its default and its
 * meaning stand in {@code application.properties}.
 *
 * @param maxReceives deliveries of one message before it is parked
 * @param gitHubTimeout how long an answer of GitHub's REST API may take
 * @param sweep what the sweep looks at
 * @param leaseDuration how long a project stays claimed when its process died
 * @param types of the JAR and of {@code drover.project-types}
 * @param tracing whether spans go to a collector
 * @param board who may see the board
 */
record Settings(
        Queues queues,
        int maxReceives,
        URI gitHubApi,
        URI git,
        String organization,
        String tokenSecret,
        PaceLimits gitHubPace,
        Duration gitHubTimeout,
        SettingsMode settingsMode,
        TemplateSource template,
        String workflowRoleArn,
        Duration projectDeadline,
        SweepPlan sweep,
        DispatchPlan dispatchPlan,
        Duration deploymentDeadline,
        Backoff retry,
        String ledgerUrl,
        Optional<String> ledgerUser,
        Optional<String> ledgerPassword,
        Duration leaseDuration,
        HealthPlan health,
        ProjectTypes types,
        boolean tracing,
        Access board) {

    /** The URLs of the queues. */
    record Queues(URI projectEvents, URI modelEvents, URI deadLetters) {}

    /**
     * What health looks at.
     *
     * @param interval between two looks at the ledger and the queues
     * @param longestWait how long a run may wait for the same thing before health tells
     */
    record HealthPlan(Duration interval, Duration longestWait) {}

    /**
     * Retries within one delivery.
     *
     * @param delay before the first; each later one waits twice as long, up to {@code maximumDelay}
     */
    record Backoff(int attempts, Duration delay, Duration maximumDelay) {}

    private enum OnRejection {
        IGNORE,
        ROLLBACK
    }

    private enum OnDeletion {
        KEEP,
        ARCHIVE
    }

    private enum Switch {
        TRUE,
        FALSE
    }

    /**
     * @param lookup the value of a key, empty when it is not set
     * @throws SettingsException that tells every key that is missing or wrong
     */
    static Settings read(Function<String, Optional<String>> lookup) {
        var keys = new Keys(lookup, new ArrayList<>());
        keys.number("drover.queue.consumers", 1, 100);
        // SQS hides a message for 12 hours at the most.
        keys.number("drover.queue.visibility-timeout", 1, 43_200);
        keys.text("drover.event-bus");
        keys.duration("drover.template.check-interval");
        keys.duration("drover.project.poll-interval");
        keys.text("drover.deployment.workflow");
        keys.text("drover.deployment.ref");
        keys.duration("drover.deployment.poll-interval");
        keys.duration("drover.retraining.quiet-time");
        keys.choice("drover.project.on-deletion", OnDeletion.class);
        keys.choice("drover.reconcile.mend", Switch.class);
        keys.choice("drover.routes-reload", Switch.class);
        keys.choice(CamelCli.KEY, Switch.class);
        keys.choice("drover.deployment.on-rejection", OnRejection.class);
        keys.choice("drover.deployment.write-metadata", Switch.class);
        var settings = new Settings(
                new Queues(
                        keys.url("drover.queue.project-events"),
                        keys.url("drover.queue.model-events"),
                        keys.url("drover.queue.dead-letters")),
                keys.number("drover.queue.max-receives", 1, 1000),
                keys.url("drover.github.api-url"),
                keys.url("drover.github.git-url"),
                keys.text("drover.github.organization"),
                keys.text("drover.github.token-secret"),
                new PaceLimits(
                        keys.number("drover.github.concurrency", 1, 100),
                        // A fifth of it may be used at once, and a write costs 5.
                        keys.number("drover.github.points-per-minute", 25, 100_000),
                        keys.number("drover.github.creations-per-minute", 1, 100_000),
                        keys.number("drover.github.creations-per-hour", 1, 1_000_000),
                        keys.duration("drover.github.notification-spacing")),
                keys.duration("drover.github.timeout"),
                keys.choice("drover.github.settings-mode", SettingsMode.class),
                new TemplateSource(
                        keys.repository("drover.template.repository"),
                        keys.text("drover.template.branch"),
                        keys.folder("drover.template.folder")),
                keys.arn("drover.workflow-role-arn"),
                keys.duration("drover.project.deadline"),
                new SweepPlan(
                        keys.domains("drover.reconcile.domains"),
                        keys.duration("drover.reconcile.interval"),
                        keys.duration("drover.reconcile.newer-than"),
                        keys.number("drover.reconcile.most-compared", 0, 100_000)),
                new DispatchPlan(
                        keys.find("drover.deployment.environment").orElse(""),
                        keys.text("drover.deployment.log-level"),
                        keys.pairs("drover.deployment.inputs"),
                        keys.duration("drover.deployment.settle-time")),
                keys.duration("drover.deployment.deadline"),
                new Backoff(
                        keys.number("drover.retry.attempts", 0, 1000),
                        keys.duration("drover.retry.delay"),
                        keys.duration("drover.retry.maximum-delay")),
                keys.text("drover.ledger.url"),
                keys.find("drover.ledger.user"),
                keys.find("drover.ledger.password"),
                keys.duration("drover.ledger.lease"),
                new HealthPlan(keys.duration("drover.health.interval"), keys.duration("drover.health.longest-wait")),
                keys.types(ProjectTypesFile.KEY),
                keys.choice("drover.tracing", Switch.class) == Switch.TRUE,
                new Access(
                        keys.find("drover.board.user").orElse(null),
                        keys.find("drover.board.password").orElse(null),
                        keys.find("drover.board.user-header").orElse(null),
                        keys.find("drover.board.trusted-proxy").orElse(null)));
        settings.board().problem(keys.text("drover.board.host")).ifPresent(keys.problems()::add);
        if (!keys.problems().isEmpty()) {
            throw new SettingsException(keys.problems());
        }
        return settings;
    }

    RepositoryPlans repositoryPlans() {
        return new RepositoryPlans(types, organization, workflowRoleArn, settingsMode);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Settings[organization=%s, gitHubApi=%s, template=%s]".formatted(organization, gitHubApi, template);
    }

    /**
     * @param problems what was wrong up to now; a stand-in is given for it, so that all of it can be told at once
     */
    private record Keys(Function<String, Optional<String>> lookup, List<String> problems) {
        Optional<String> find(String key) {
            return lookup.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        }

        String text(String key) {
            return value(key, "set", "", Optional::of);
        }

        URI url(String key) {
            return value(
                    key,
                    "an https:// address",
                    URI.create("https://unset"),
                    value -> Optional.of(
                                    URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value))
                            .filter(url -> url.getHost() != null)
                            .filter(url -> "https".equals(url.getScheme()) || "http".equals(url.getScheme())));
        }

        RepositoryName repository(String key) {
            return value(
                    key,
                    "owner/name of a repository",
                    RepositoryName.parse("unset/unset"),
                    value -> Optional.of(RepositoryName.parse(value)));
        }

        String folder(String key) {
            return find(key).orElse("").replaceAll("^/+|/+$", "");
        }

        String arn(String key) {
            return value(
                    key,
                    "a role's ARN (arn:aws:iam::ACCOUNT:role/NAME)",
                    "",
                    value -> Optional.of(value).filter(arn -> arn.matches("arn:[a-z-]+:iam::\\d{12}:role/.+")));
        }

        ProjectTypes types(String key) {
            try {
                return ProjectTypesFile.all(find(key).orElse(""));
            } catch (SettingsException e) {
                problems.add(String.valueOf(e.getMessage()));
                return ProjectTypes.none();
            }
        }

        List<String> domains(String key) {
            List<String> ids = Arrays.stream(find(key).orElse("").split(","))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
            ids.stream()
                    .filter(id -> !Events.isDomainId(id) && !StackProject.isHome(id))
                    .forEach(id -> problems.add(
                            "%s must be ids of DataZone domains (dzd_…), or ACCOUNT:REGION for SageMaker Projects, separated by commas, not '%s'."
                                    .formatted(key, id)));
            return ids;
        }

        Map<String, String> pairs(String key) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String pair : find(key).map(value -> value.split(",")).orElse(new String[0])) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    problems.add("%s must be name=value,name=value, not '%s'.".formatted(key, pair));
                    return Map.of();
                }
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
            return Map.copyOf(pairs);
        }

        Duration duration(String key) {
            return value(
                    key,
                    "a time such as 30s, 5m or 3h",
                    Duration.ZERO,
                    value -> Optional.of(Duration.ofMillis(TimeUtils.toMilliSeconds(value)))
                            .filter(duration -> !duration.isZero() && !duration.isNegative()));
        }

        <E extends Enum<E>> E choice(String key, Class<E> choices) {
            List<E> all = Arrays.asList(choices.getEnumConstants());
            List<String> names =
                    all.stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
            return value(
                    key,
                    String.join(" or ", names),
                    all.get(0),
                    value -> Optional.of(value)
                            .map(names::indexOf)
                            .filter(at -> at >= 0)
                            .map(all::get));
        }

        int number(String key, int least, int most) {
            return value(
                    key,
                    "a number from %d to %d".formatted(least, most),
                    least,
                    value -> Optional.of(Integer.parseInt(value)).filter(number -> number >= least && number <= most));
        }

        /**
         * @param parse empty or an exception for a wrong value
         */
        private <T> T value(String key, String expected, T standIn, Function<String, Optional<T>> parse) {
            Optional<String> text = find(key);
            if (text.isEmpty()) {
                problems.add("%s must be set (environment variable %s).".formatted(key, environmentVariable(key)));
                return standIn;
            }
            try {
                Optional<T> value = parse.apply(text.get());
                if (value.isPresent()) {
                    return value.get();
                }
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException | Permanent e) {
                // Said below.
            }
            problems.add("%s must be %s, not '%s'.".formatted(key, expected, text.get()));
            return standIn;
        }
    }

    /** {@code application.properties}: each key and its default, empty when it has none. */
    static Properties defaults() {
        try (InputStream file = Settings.class.getResourceAsStream("/application.properties")) {
            var properties = new Properties();
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a switch is on, for what is configured apart from {@link Beans}, which checks its value. */
    static boolean isOn(CamelContext camel, String key) {
        return camel.getPropertiesComponent()
                .resolveProperty(key)
                .filter("true"::equals)
                .isPresent();
    }

    /** The environment variable that overrides a key. */
    static String environmentVariable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
