package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drover.SettableClock;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.AppKey;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecretCredentialsTest {
    private static final AppKey KEY = AppKey.generate();
    private static final AppKey OTHER_KEY = AppKey.generate();
    private static final Map<String, String> PERMISSIONS = Map.of("administration", "write", "contents", "read");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final SettableClock gitHubClock = new SettableClock(clock.instant());
    private final CallLog log = new CallLog();
    private final GitHubStandIn gitHub = new GitHubStandIn(log, 0, gitHubClock);
    private final AtomicInteger reads = new AtomicInteger();
    private long installation;
    private volatile String secret = "";

    private final SecretCredentials credentials = new SecretCredentials(
            () -> {
                reads.incrementAndGet();
                return GitHubSecret.parse(secret);
            },
            URI.create(gitHub.apiUrl()),
            "acme",
            Connections.unlimited(8),
            Connections.TIMEOUT,
            clock);
    private final GitHubHttp http = Connections.to(gitHub.apiUrl(), credentials, 8, clock);

    @BeforeEach
    void anAppOnAnOrganization() {
        gitHub.organization("acme");
        gitHub.createRepository("acme/build");
        gitHub.app(123, "Iv23client", KEY.publicHalf());
        installation = gitHub.install(123, "acme", PERMISSIONS);
        secret = app("\"app_id\":\"123\",\"installation_id\":" + installation, KEY);
    }

    @AfterEach
    void everythingFitsTheContract() {
        gitHub.close();
        assertThat(gitHub.violations()).isEmpty();
    }

    @Test
    void aPlainTokenIsReadWhenItIsFirstNeededAndKept() {
        secret = "{\"token\":\"ghp_first\"}";
        assertThat(reads).hasValue(0);

        assertThat(credentials.token()).isEqualTo("ghp_first");
        assertThat(credentials.token()).isEqualTo("ghp_first");

        assertThat(reads).hasValue(1);
        assertThat(log.calls()).isEmpty();
    }

    @Test
    void aRejectedPlainTokenIsReadAgain() {
        secret = "{\"token\":\"ghp_first\"}";
        credentials.token();
        secret = "{\"token\":\"ghp_second\"}";

        credentials.rejected("ghp_older");
        assertThat(credentials.token()).isEqualTo("ghp_first");
        credentials.rejected("ghp_first");

        assertThat(credentials.token()).isEqualTo("ghp_second");
        assertThat(reads).hasValue(2);
    }

    @Test
    void aSecretThatIsMendedIsReadTheNextTime() {
        secret = "broken";
        assertThatThrownBy(credentials::token).isInstanceOf(IllegalArgumentException.class);

        secret = "{\"token\":\"ghp_mended\"}";

        assertThat(credentials.token()).isEqualTo("ghp_mended");
    }

    @Test
    void anAppGetsATokenOfItsInstallationAndKeepsIt() {
        assertThat(look()).isEqualTo(200);
        assertThat(look()).isEqualTo(200);

        assertThat(credentials.token()).startsWith("ghs_123_");
        assertThat(made()).hasSize(1);
    }

    @Test
    void anAppIsKnownByItsClientId() {
        secret = app("\"client_id\":\"Iv23client\",\"installation_id\":\"%d\"".formatted(installation), KEY);

        assertThat(look()).isEqualTo(200);
    }

    @Test
    void theInstallationOnTheOrganizationIsFoundWhenTheSecretNamesNone() {
        secret = app("\"app_id\":123", KEY);

        assertThat(look()).isEqualTo(200);

        assertThat(log.calls(call -> call.operation().equals("GET /orgs/{org}/installation")))
                .hasSize(1);
    }

    @Test
    void manyCallersAtOnceMakeOneTokenWithoutStarvingEachOther() {
        gitHub.server().latency(Duration.ofMillis(50));

        List<CompletableFuture<Answer>> looks = IntStream.range(0, 40)
                .mapToObj(i -> http.exchange("look", "GET", "/repos/acme/build", null))
                .toList();
        List<CompletableFuture<String>> tokens = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(credentials::token))
                .toList();

        assertThat(looks)
                .allSatisfy(look -> assertThat(Await.answer(look).status()).isEqualTo(200));
        assertThat(tokens.stream().map(Await::answer).distinct()).hasSize(1);
        assertThat(made()).hasSize(1);
    }

    @Test
    void aTokenIsReplacedFiveMinutesBeforeItExpires() {
        String first = credentials.token();
        tick(Duration.ofMinutes(54));
        assertThat(credentials.token()).isEqualTo(first);

        tick(Duration.ofMinutes(2));

        assertThat(credentials.token()).isNotEqualTo(first);
        assertThat(made()).hasSize(2);
    }

    @Test
    void aTokenThatGitHubRefusesIsMadeAnewOnce() {
        look();
        gitHub.revokeInstallationTokens();

        assertThat(look()).isEqualTo(200);

        assertThat(made()).hasSize(2);
    }

    @Test
    void manyRequestsRefusedAtOnceDoNotStarveEachOther() {
        look();
        gitHub.revokeInstallationTokens();
        gitHub.server().latency(Duration.ofMillis(30));

        List<CompletableFuture<Answer>> looks = IntStream.range(0, 40)
                .mapToObj(i -> http.exchange("look", "GET", "/repos/acme/build", null))
                .toList();

        assertThat(looks)
                .allSatisfy(look -> assertThat(Await.answer(look).status()).isEqualTo(200));
        assertThat(made()).hasSize(2);
    }

    @Test
    void aRotatedKeyIsReadAgainOnce() {
        look();
        gitHub.app(123, "Iv23client", OTHER_KEY.publicHalf());
        secret = app("\"app_id\":123,\"installation_id\":" + installation, OTHER_KEY);
        tick(Duration.ofHours(2));

        assertThat(look()).isEqualTo(200);

        assertThat(reads).hasValue(2);
        assertThat(made()).extracting(Call::status).containsExactly(201, 401, 201);
    }

    @Test
    void aKeyThatIsNotTheAppsIsTriedLaterAndSaysWhatToPutWhere() {
        secret = app("\"app_id\":123,\"installation_id\":" + installation, OTHER_KEY);

        assertThatThrownBy(credentials::token)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("could not be decoded")
                .hasMessageContaining("\"private_key\" of the GitHub App into the secret drover.github.token-secret");
        assertThat(made()).extracting(Call::status).containsExactly(401, 401);
    }

    @Test
    void aClockThatDiffersIsToldAsSuch() {
        gitHubClock.tick(Duration.ofMinutes(-5));

        assertThatThrownBy(credentials::token)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("claim ('iat')")
                .hasMessageContaining("it is Fri, 20 Nov 2026 12:00:00 GMT here")
                .hasMessageContaining("synchronise this machine's clock");
    }

    @Test
    void aClockThatIsLessThanAMinuteAheadDoesNotMatter() {
        gitHubClock.tick(Duration.ofSeconds(-55));

        assertThat(credentials.token()).isNotEmpty();
    }

    @Test
    void anAppThatGitHubDoesNotKnowIsTriedLater() {
        secret = app("\"app_id\":999,\"installation_id\":" + installation, KEY);

        assertThatThrownBy(credentials::token)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("Integration not found")
                .hasMessageContaining("check \"app_id\"");
    }

    @Test
    void anInstallationThatIsNotThereIsTriedLater() {
        secret = app("\"app_id\":123,\"installation_id\":77", KEY);

        assertThatThrownBy(credentials::token)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("Install the GitHub App on drover.github.organization (acme)");
    }

    @Test
    void anAppThatIsCorrectedInTheSecretNeedsNoRestart() {
        secret = app("\"app_id\":999", KEY);
        assertThatThrownBy(credentials::token).isInstanceOf(RetryLater.class);

        secret = app("\"app_id\":123", KEY);

        assertThat(credentials.token()).startsWith("ghs_123_");
    }

    @Test
    void aSuspendedInstallationIsTriedLater() {
        gitHub.suspend(installation);

        assertThatThrownBy(credentials::token)
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("has been suspended")
                .hasMessageContaining("unsuspend");
    }

    @Test
    void aRateLimitWhileATokenIsMadeAsksForItsPause() {
        gitHub.server()
                .faults(request -> Optional.of(
                        Fault.instead(Response.json(403, "{\"message\":\"You have exceeded a secondary rate limit\"}")
                                .with("Retry-After", "77"))));

        assertThat(catchThrowable(credentials::token))
                .isInstanceOfSatisfying(
                        RetryLater.class, limit -> assertThat(limit.pause()).isEqualTo(Duration.ofSeconds(77)));
    }

    @Test
    void afterAFailureTheNextCallerAsksAnew() {
        gitHub.server().faults(request -> Optional.of(Fault.cutBefore()));
        assertThatThrownBy(credentials::token).isInstanceOf(RetryLater.class);

        gitHub.server().faults(request -> Optional.empty());

        assertThat(credentials.token()).startsWith("ghs_");
    }

    @Test
    void anAppMayGiveWayToATokenAndATokenToAnApp() {
        gitHub.accept("ghp_valid");
        look();
        secret = "{\"token\":\"ghp_valid\"}";
        gitHub.revokeInstallationTokens();
        assertThat(look()).isEqualTo(200);
        assertThat(credentials.token()).isEqualTo("ghp_valid");

        secret = app("\"app_id\":123", KEY);
        gitHub.accept("ghp_rotated");

        assertThat(look()).isEqualTo(200);
        assertThat(credentials.token()).startsWith("ghs_");
    }

    @Test
    void noFailureShowsTheKeyOrAToken() {
        secret = app("\"app_id\":999", KEY);
        String key = KEY.pkcs1().lines().skip(1).findFirst().orElseThrow();

        assertThat(Throwables.getStackTrace(catchThrowable(credentials::token))).doesNotContain(key, "eyJ", "ghs_");
    }

    private int look() {
        return Await.answer(http.exchange("look", "GET", "/repos/acme/build", null))
                .status();
    }

    private List<Call> made() {
        return log.calls(call -> call.operation().endsWith("/access_tokens"));
    }

    private void tick(Duration duration) {
        clock.tick(duration);
        gitHubClock.tick(duration);
    }

    private static String app(String ids, AppKey key) {
        return "{%s,\"private_key\":\"%s\"}".formatted(ids, key.pkcs1().replace("\n", "\\n"));
    }
}
