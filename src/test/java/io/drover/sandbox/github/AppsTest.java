package io.drover.sandbox.github;

import static io.drover.sandbox.github.RestClient.header;
import static io.drover.sandbox.github.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.SettableClock;
import io.drover.sandbox.http.CallLog;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppsTest {
    private static final AppKey KEY = AppKey.generate();
    private static final long APP = 123;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T12:00:00Z"));
    private final GitHubStandIn github = new GitHubStandIn(new CallLog(), 0, clock);
    private long installation;

    @BeforeEach
    void anAppOnAnOrganization() {
        github.organization("acme");
        github.createRepository("acme/build");
        github.app(APP, "Iv23client", KEY.publicHalf());
        installation = github.install(APP, "acme", Map.of("contents", "read", "secrets", "write"));
    }

    @AfterEach
    void everythingFitsTheContract() {
        github.close();
        assertThat(github.violations()).isEmpty();
    }

    @Test
    void showsAnInstallationByItsIdAndByItsOrganization() {
        JsonNode byId = json(asApp(-60, 540).get("/app/installations/" + installation));
        JsonNode byName = json(asApp(-60, 540).get("/orgs/ACME/installation"));

        assertThat(byId).isEqualTo(byName);
        assertThat(byId.path("id").asLong()).isEqualTo(installation);
        assertThat(byId.at("/permissions/secrets").asText()).isEqualTo("write");
        assertThat(byId.path("suspended_at").isNull()).isTrue();
        assertThat(asApp(-60, 540).get("/app/installations/1").statusCode()).isEqualTo(404);
        assertThat(asApp(-60, 540).get("/orgs/nobody/installation").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenLivesForAnHour() {
        JsonNode made = json(createToken());
        assertThat(made.path("expires_at").asText()).isEqualTo("2026-11-20T13:00:00Z");
        RestClient client = client(made.path("token").asText());

        clock.tick(Duration.ofMinutes(59));
        assertThat(client.get("/repos/acme/build").statusCode()).isEqualTo(200);
        clock.tick(Duration.ofMinutes(1));

        assertThat(client.get("/repos/acme/build").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenMayDoWhatTheInstallationMayDo() {
        RestClient client = client(token());

        HttpResponse<String> refused = client.send("POST", "/orgs/acme/repos", "{\"name\":\"deploy\"}");

        assertThat(client.get("/repos/acme/build/actions/secrets").statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("message").asText()).isEqualTo("Resource not accessible by integration");
        assertThat(header(refused, "X-Accepted-GitHub-Permissions")).isEqualTo("administration=write");

        github.permissions(installation, Map.of("administration", "write"));

        assertThat(client.send("POST", "/orgs/acme/repos", "{\"name\":\"deploy\"}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void anInstallationIsNoUser() {
        github.permissions(installation, Map.of("administration", "write"));
        RestClient client = client(token());

        assertThat(client.send("POST", "/user/repos", "{\"name\":\"lab\"}").statusCode())
                .isEqualTo(403);
        assertThat(client.get("/user").statusCode()).isEqualTo(403);
    }

    @Test
    void aSuspendedInstallationGetsNoTokenAndLosesThoseItHas() {
        RestClient client = client(token());

        github.suspend(installation);

        assertThat(client.get("/repos/acme/build").statusCode()).isEqualTo(401);
        assertThat(createToken().statusCode()).isEqualTo(403);
        assertThat(json(asApp(-60, 540).get("/app/installations/" + installation))
                        .path("suspended_at")
                        .asText())
                .isEqualTo("2026-11-20T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "-60, 540, 200, ",
        "0, 600, 200, ",
        "1, 540, 401, 'Issued at' claim ('iat') must be an Integer",
        "-60, 0, 401, 'Expiration time' claim ('exp') must be a numeric value",
        "-60, 601, 401, 'Expiration time' claim ('exp') is too far in the future"
    })
    void aJwtMustBeOfNow(int issued, int expires, int status, String message) {
        HttpResponse<String> answer = asApp(issued, expires).get("/app/installations/" + installation);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("message").asText()).startsWith(message == null ? "" : message);
    }

    @Test
    void aJwtMustBeSignedByTheAppsKey() {
        String jwt = jwt(-60, 540);
        github.app(APP, "Iv23client", AppKey.generate().publicHalf());

        assertThat(client(jwt).get("/app/installations/" + installation).statusCode())
                .isEqualTo(401);
        assertThat(client("ghp_any").get("/app/installations/" + installation).statusCode())
                .isEqualTo(401);
        assertThat(client(jwt).get("/repos/acme/build").statusCode()).isEqualTo(401);
    }

    @Test
    void onlyAClassicTokenShowsScopes() {
        assertThat(client(token()).get("/rate_limit").headers().firstValue("X-OAuth-Scopes"))
                .isEmpty();

        github.acceptClassic("ghp_classic", "repo", "workflow");
        assertThat(client("ghp_classic").get("/rate_limit").headers().firstValue("X-OAuth-Scopes"))
                .contains("repo, workflow");

        github.acceptFineGrained("github_pat_x", Map.of());
        assertThat(client("github_pat_x").get("/rate_limit").headers().firstValue("X-OAuth-Scopes"))
                .isEmpty();
    }

    private String token() {
        return json(createToken()).path("token").asText();
    }

    private HttpResponse<String> createToken() {
        return asApp(-60, 540).send("POST", "/app/installations/" + installation + "/access_tokens", "");
    }

    private RestClient asApp(int issued, int expires) {
        return client(jwt(issued, expires));
    }

    private RestClient client(String token) {
        return new RestClient(github.apiUrl(), token);
    }

    /** Seconds from now. */
    private String jwt(int issued, int expires) {
        long now = clock.instant().getEpochSecond();
        String signed = encode("{\"alg\":\"RS256\"}") + "."
                + encode("{\"iat\":%d,\"exp\":%d,\"iss\":\"%d\"}".formatted(now + issued, now + expires, APP));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEY.privateHalf());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
