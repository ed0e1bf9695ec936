package io.drover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.github.PaceLimits;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    /** What has no default, with values that are right. */
    private static final Map<String, String> REQUIRED = Map.of(
            "drover.queue.project-events", "https://sqs.eu-central-1.amazonaws.com/111122223333/project-events",
            "drover.queue.model-events", "https://sqs.eu-central-1.amazonaws.com/111122223333/model-events",
            "drover.queue.dead-letters", "https://sqs.eu-central-1.amazonaws.com/111122223333/dead-letters",
            "drover.github.organization", "acme",
            "drover.template.repository", "acme/templates",
            "drover.workflow-role-arn", "arn:aws:iam::111122223333:role/workflows");

    private static final Set<String> MAY_BE_EMPTY = Set.of(
            "drover.ledger.user",
            "drover.ledger.password",
            "drover.board.user",
            "drover.board.password",
            "drover.board.user-header",
            "drover.board.trusted-proxy",
            "drover.deployment.environment",
            "drover.deployment.inputs",
            "drover.project-types",
            "drover.reconcile.domains",
            "drover.routes");

    private final Map<String, String> values = new HashMap<>();

    SettingsTest() {
        SettingsKeys.defaults()
                .stringPropertyNames()
                .forEach(key -> values.put(key, SettingsKeys.defaults().getProperty(key)));
        values.putAll(REQUIRED);
    }

    @Test
    void defaultsAndTheRequiredKeysAreEnough() {
        Settings settings = read();

        assertThat(settings.organization()).isEqualTo("acme");
        assertThat(settings.gitHubApi()).isEqualTo(URI.create("https://api.github.com"));
        assertThat(settings.git()).isEqualTo(URI.create("https://github.com"));
        assertThat(settings.tokenSecret()).isEqualTo("ml-ops-smus-github-token");
        assertThat(settings.gitHubPace()).isEqualTo(new PaceLimits(16, 900, 80, 500, Duration.ofSeconds(3)));
        assertThat(settings.gitHubTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.template().repository()).hasToString("acme/templates");
        assertThat(settings.template().branch()).isEqualTo("main");
        assertThat(settings.template().folder()).isEqualTo("templates");
        assertThat(settings.workflowRoleArn()).isEqualTo("arn:aws:iam::111122223333:role/workflows");
        assertThat(settings.projectDeadline()).isEqualTo(Duration.ofHours(3));
        assertThat(settings.ledgerUrl()).isEqualTo("jdbc:h2:file:./data/drover");
        assertThat(settings.ledgerUser()).isEmpty();
        assertThat(settings.ledgerPassword()).isEmpty();
        assertThat(settings.leaseDuration()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theKeysWithoutDefaultAreTheRequiredOnes() {
        var expected = new TreeSet<>(REQUIRED.keySet());
        expected.addAll(MAY_BE_EMPTY);

        assertThat(SettingsKeys.all())
                .filteredOn(key -> SettingsKeys.defaults().getProperty(key).isBlank())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("requiredKeys")
    void aMissingRequiredKeyIsNamedWithItsEnvironmentVariable(String key) {
        values.remove(key);

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(key + " must be set")
                .hasMessageContaining(key.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"));
    }

    @Test
    void everythingThatIsMissingOrWrongIsToldAtOnce() {
        values.remove("drover.github.organization");
        values.put("drover.retry.attempts", "many");

        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "drover.github.organization must be set (environment variable DROVER_GITHUB_ORGANIZATION).",
                                        "drover.retry.attempts must be a number from 0 to 1000, not 'many'."));
    }

    @ParameterizedTest
    @MethodSource("requiredKeys")
    void aBlankRequiredKeyIsAMissingOne(String key) {
        values.put(key, "  ");

        assertThatThrownBy(this::read).isInstanceOf(SettingsException.class).hasMessageContaining(key + " must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "drover.queue.project-events, project-events",
        "drover.queue.dead-letters, arn:aws:sqs:eu-central-1:111122223333:dead-letters",
        "drover.github.api-url, api.github.com",
        "drover.github.api-url, ftp://api.github.com",
        "drover.github.git-url, https://",
        "drover.github.git-url, https://git hub.com",
        "drover.workflow-role-arn, workflows",
        "drover.project.deadline, soon",
        "drover.project.deadline, 0s",
        "drover.project.deadline, -5m",
        "drover.project.deadline, 3x",
        "drover.ledger.lease, a minute",
        "drover.github.concurrency, many",
        "drover.github.concurrency, 0",
        "drover.github.concurrency, 101",
        "drover.github.concurrency, 1.5",
        "drover.github.points-per-minute, 24",
        "drover.github.creations-per-minute, 0",
        "drover.github.creations-per-hour, -1",
        "drover.github.notification-spacing, soon",
        "drover.github.timeout, 0s",
        "drover.github.settings-mode, FILE",
        "drover.github.settings-mode, both",
        "drover.template.repository, templates",
        "drover.template.repository, acme/templates/more",
        "drover.template.repository, https://github.com/acme/templates",
    })
    void aWrongValueIsShownWithItsKey(String key, String wrong) {
        values.put(key, wrong);

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + " must be ")
                .hasMessageContaining("'" + wrong + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drover.queue.consumers",
                "drover.queue.visibility-timeout",
                "drover.queue.max-receives",
                "drover.template.check-interval",
                "drover.project.poll-interval",
                "drover.retry.attempts",
                "drover.retry.delay",
                "drover.retry.maximum-delay",
            })
    void aWrongValueThatOnlyRoutesUseEndsTheStartToo(String key) {
        values.put(key, "soon");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + " must be ")
                .hasMessageContaining("'soon'");
    }

    @Test
    void valuesAreStripped() {
        values.replaceAll((key, value) -> "  " + value + "\t");

        Settings settings = read();

        assertThat(settings.organization()).isEqualTo("acme");
        assertThat(settings.gitHubPace()).isEqualTo(new PaceLimits(16, 900, 80, 500, Duration.ofSeconds(3)));
        assertThat(settings.gitHubApi()).hasToString("https://api.github.com");
        assertThat(settings.template().repository()).hasToString("acme/templates");
        assertThat(settings.template().folder()).isEqualTo("templates");
    }

    @Test
    void slashesAroundFoldersAndAfterAddressesDoNotMatter() {
        values.put("drover.template.folder", "/ml/templates/");
        values.put("drover.github.api-url", "https://ghes.example.org/api/v3/");

        Settings settings = read();

        assertThat(settings.template().folder()).isEqualTo("ml/templates");
        assertThat(settings.gitHubApi()).hasToString("https://ghes.example.org/api/v3");
    }

    @Test
    void theBoardIsNotServedBeyondThisMachineToEverybody() {
        values.put("drover.board.host", "0.0.0.0");

        assertThatThrownBy(this::read)
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("drover.board.host")
                .hasMessageContaining("drover.board.user");

        values.put("drover.board.user", "operator");
        values.put("drover.board.password", "correct-horse");

        assertThat(read().board().toString()).doesNotContain("correct-horse");
    }

    @Test
    void thePasswordIsNotShown() {
        values.put("drover.ledger.user", "drover");
        values.put("drover.ledger.password", "correct-horse");
        values.put("drover.ledger.url", "jdbc:postgresql://db/drover?password=battery-staple");

        Settings settings = read();

        assertThat(settings.ledgerPassword()).contains("correct-horse");
        assertThat(settings.toString()).doesNotContain("correct-horse", "battery-staple");
    }

    @Test
    void anEnvironmentVariableIsTheKeyInCapitals() {
        assertThat(Settings.environmentVariable("drover.github.api-url")).isEqualTo("DROVER_GITHUB_API_URL");
    }

    static Set<String> requiredKeys() {
        return new TreeSet<>(REQUIRED.keySet());
    }

    private Settings read() {
        return Settings.read(key -> Optional.ofNullable(values.get(key)));
    }
}
