package io.drover;

import io.drover.deployment.DispatchPlan;
import io.drover.failure.Permanent;
import io.drover.github.PaceLimits;
import io.drover.github.RepositoryName;
import io.drover.provision.RepositoryPlans.SettingsMode;
import io.drover.template.TemplateSource;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.util.TimeUtils;

/**
 * Drover's own settings, read once at the start and checked: an instance is right, or there is none. Each key, its default and its
 * meaning stand in {@code application.properties}.
 *
 * @param gitHubTimeout how long an answer of GitHub's REST API may take
 * @param leaseDuration how long a project stays claimed when its process died
 */
record Settings(
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
        DispatchPlan dispatchPlan,
        Duration deploymentDeadline,
        Backoff retry,
        String ledgerUrl,
        Optional<String> ledgerUser,
        Optional<String> ledgerPassword,
        Duration leaseDuration) {

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

    private enum Switch {
        TRUE,
        FALSE
    }

    /**
     * @param lookup the value of a key, empty when it is not set
     * @throws SettingsException on the first key that is missing or wrong
     */
    static Settings read(Function<String, Optional<String>> lookup) {
        var keys = new Keys(lookup);
        keys.url("drover.queue.project-events");
        keys.url("drover.queue.dead-letters");
        keys.number("drover.queue.consumers", 1, 100);
        // SQS hides a message for 12 hours at the most.
        keys.number("drover.queue.visibility-timeout", 1, 43_200);
        keys.number("drover.queue.max-receives", 1, 1000);
        keys.url("drover.queue.model-events");
        keys.text("drover.event-bus");
        keys.duration("drover.template.check-interval");
        keys.duration("drover.project.poll-interval");
        keys.text("drover.deployment.workflow");
        keys.text("drover.deployment.ref");
        keys.duration("drover.deployment.poll-interval");
        keys.choice("drover.deployment.on-rejection", OnRejection.class);
        keys.choice("drover.deployment.write-metadata", Switch.class);
        return new Settings(
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
                keys.duration("drover.ledger.lease"));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Settings[organization=%s, gitHubApi=%s, template=%s]".formatted(organization, gitHubApi, template);
    }

    private record Keys(Function<String, Optional<String>> lookup) {
        Optional<String> find(String key) {
            return lookup.apply(key).map(String::strip).filter(value -> !value.isEmpty());
        }

        String text(String key) {
            return find(key)
                    .orElseThrow(() -> new SettingsException("%s must be set (environment variable %s)."
                            .formatted(key, Settings.environmentVariable(key))));
        }

        URI url(String key) {
            String value = text(key);
            try {
                URI url = URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
                if (url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // Said below.
            }
            throw new SettingsException("%s must be an https:// address, not '%s'.".formatted(key, value));
        }

        RepositoryName repository(String key) {
            String value = text(key);
            try {
                return RepositoryName.parse(value);
            } catch (Permanent e) {
                throw new SettingsException("%s must be owner/name of a repository, not '%s'.".formatted(key, value));
            }
        }

        String folder(String key) {
            return find(key).orElse("").replaceAll("^/+|/+$", "");
        }

        String arn(String key) {
            String value = text(key);
            if (!value.matches("arn:[a-z-]+:iam::\\d{12}:role/.+")) {
                throw new SettingsException(
                        "%s must be a role's ARN (arn:aws:iam::ACCOUNT:role/NAME), not '%s'.".formatted(key, value));
            }
            return value;
        }

        Map<String, String> pairs(String key) {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String pair : find(key).map(value -> value.split(",")).orElse(new String[0])) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw new SettingsException("%s must be name=value,name=value, not '%s'.".formatted(key, pair));
                }
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
            return Map.copyOf(pairs);
        }

        Duration duration(String key) {
            String value = text(key);
            try {
                long millis = TimeUtils.toMilliSeconds(value);
                if (millis > 0) {
                    return Duration.ofMillis(millis);
                }
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                // Said below.
            }
            throw new SettingsException("%s must be a time such as 30s, 5m or 3h, not '%s'.".formatted(key, value));
        }

        <E extends Enum<E>> E choice(String key, Class<E> choices) {
            String value = text(key);
            List<String> names = Arrays.stream(choices.getEnumConstants())
                    .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                    .toList();
            if (!names.contains(value)) {
                throw new SettingsException(
                        "%s must be %s, not '%s'.".formatted(key, String.join(" or ", names), value));
            }
            return Enum.valueOf(choices, value.toUpperCase(Locale.ROOT));
        }

        int number(String key, int least, int most) {
            String value = text(key);
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new SettingsException(
                    "%s must be a number from %d to %d, not '%s'.".formatted(key, least, most, value));
        }
    }

    /** The environment variable that overrides a key. */
    static String environmentVariable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
