package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.SettableClock;
import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Clock CLOCK = new SettableClock(NOW);

    private final Refusal refusal = new Refusal(CLOCK);

    @Test
    void saysWhatFailedWithGitHubsOwnWordsStatusAndRequestId() {
        Failure failure = failure(
                422,
                Map.of("X-GitHub-Request-Id", "D0C5:0001"),
                "{\"message\":\"Validation Failed\",\"errors\":[\"bad\",{\"message\":\"name is taken\"},{\"code\":\"x\"}]}");

        assertThat(failure)
                .isInstanceOf(Permanent.class)
                .hasMessage("GitHub did not make tea: Validation Failed (bad) (name is taken)"
                        + " (HTTP 422, request D0C5:0001).");
    }

    @Test
    void anAnswerWithoutABodyHasNoMessage() {
        assertThat(failure(500, Map.of(), "")).hasMessageContaining("GitHub did not make tea: no message (HTTP 500");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 410, 415, 422, 451})
    void whatGitHubWillNeverDoIsPermanent(int status) {
        assertThat(failure(status, Map.of(), "{}")).isInstanceOf(Permanent.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409, 500, 502, 503, 504})
    void whatCanChangeIsTriedLaterAtDroversOwnPace(int status) {
        assertThat(failure(status, Map.of(), "{}")).isInstanceOf(RetryLater.class);
        assertThat(pause(failure(status, Map.of(), "{}"))).isNull();
    }

    @Test
    void aRefusedTokenIsTriedLaterAndSaysWhereTheTokenStands() {
        assertThat(failure(401, Map.of(), "{\"message\":\"Bad credentials\"}"))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("Bad credentials")
                .hasMessageContaining("drover.github.token-secret");
    }

    @ParameterizedTest
    @CsvSource({"403, Permanent", "404, RetryLater", "409, RetryLater"})
    void namesThePermissionThatTheTokenNeeds(int status, String kind) {
        Failure failure = failure(
                status,
                Map.of("X-Accepted-GitHub-Permissions", "secrets=write"),
                "{\"message\":\"Resource not accessible by personal access token\"}");

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessageEndingWith(" The token needs the permission secrets=write.");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void waitsTheSecondsOfRetryAfter(int status) {
        Failure failure = failure(status, Map.of("Retry-After", "17"), "{}");

        assertThat(pause(failure)).isEqualTo(Duration.ofSeconds(17));
        assertThat(failure).hasMessageContaining("rate limit");
    }

    @Test
    void waitsUntilTheDateOfRetryAfterAndASecondMore() {
        assertThat(pause(failure(429, Map.of("Retry-After", "Mon, 5 Jan 2026 10:00:30 GMT"), "{}")))
                .isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void aDateThatHasPassedIsNoWait() {
        assertThat(pause(failure(429, Map.of("Retry-After", "Mon, 5 Jan 2026 09:00:00 GMT"), "{}")))
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "99999999999999999999", "-5", "1.5"})
    void aRetryAfterThatCannotBeReadIsAMinute(String value) {
        assertThat(pause(failure(429, Map.of("Retry-After", value), "{}"))).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429})
    void waitsUntilThePrimaryLimitIsReset(int status) {
        String reset = String.valueOf(NOW.plusSeconds(600).getEpochSecond());

        Failure failure = failure(status, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset), "{}");

        assertThat(pause(failure)).isEqualTo(Duration.ofSeconds(601));
    }

    @Test
    void retryAfterCountsMoreThanTheReset() {
        var headers = Map.of("Retry-After", "5", "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1");

        assertThat(pause(failure(403, headers, "{}"))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aResetThatIsMissingIsAMinute() {
        assertThat(pause(failure(403, Map.of("X-RateLimit-Remaining", "0"), "{}")))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aSecondaryLimitIsKnownByItsHeader() {
        assertThat(pause(failure(403, Map.of("gh-limited-by", "secondary-limiter"), "{}")))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aSecondaryLimitIsKnownByItsWords() {
        String words = "{\"message\":\"You have exceeded a Secondary Rate Limit. Please wait a few minutes.\"}";

        assertThat(pause(failure(403, Map.of("X-RateLimit-Remaining", "4000"), words)))
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void status429WithoutAnythingElseIsAMinute() {
        assertThat(pause(failure(429, Map.of(), ""))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void a403ThatIsNoLimitIsPermanent() {
        assertThat(failure(403, Map.of("X-RateLimit-Remaining", "4000"), "{\"message\":\"Forbidden\"}"))
                .isInstanceOf(Permanent.class);
    }

    private static @Nullable Duration pause(Failure failure) {
        assertThat(failure).isInstanceOf(RetryLater.class);
        return ((RetryLater) failure).pause();
    }

    private Failure failure(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> values =
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        return refusal.of("make tea", new Answer(status, HttpHeaders.of(values, (name, value) -> true), json(body)));
    }

    private static JsonNode json(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
