package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Failure;
import io.drover.failure.RetryLater;
import io.drover.github.GitHubSecret.App;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;

/**
 * A GitHub App where it is installed. Its requests are authorised by the app's own JWTs; when GitHub refuses one, the secret is read
 * again, once, for the key may have been rotated.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps">REST API endpoints for GitHub Apps</a>
 */
final class AppInstallation {
    private final URI api;
    private final String organization;
    private final Clock clock;
    private final GitHubHttp http;

    /**
     * @param organization where to look when the secret names no installation
     */
    AppInstallation(URI api, String organization, KeptSecret secret, Pace pace, Duration timeout, Clock clock) {
        this.api = api;
        this.organization = organization;
        this.clock = clock;
        http = new GitHubHttp(api, new Jwts(secret, clock), pace.aside(), timeout, clock);
    }

    /** A new token; each call makes one more, and those before stay valid. */
    CompletableFuture<InstallationToken> createToken(App app) {
        String what = "create a token for the GitHub App's installation";
        return id(app).thenCompose(
                        id -> http.exchange(what, "POST", "/app/installations/" + id + "/access_tokens", null)
                                .thenApply(answer -> token(require(what, answer))));
    }

    /** What GitHub tells of the installation: account, permissions, whether it is suspended. */
    CompletableFuture<JsonNode> describe(App app) {
        String what = "read the GitHub App's installation";
        return id(app).thenCompose(id -> http.exchange(what, "GET", "/app/installations/" + id, null)
                .thenApply(answer -> require(what, answer)));
    }

    private CompletableFuture<String> id(App app) {
        String what = "find the GitHub App's installation on " + organization;
        String path = "/orgs/" + Paths.segment(organization) + "/installation";
        return app.installationId()
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> http.exchange(what, "GET", path, null)
                        .thenApply(answer -> require(what, answer).path("id").asText()));
    }

    private JsonNode require(String what, Answer answer) {
        if (answer.status() < 500 && !answer.json().isObject()) {
            throw new RetryLater("%s did not %s: it answered HTTP %d without JSON. %s"
                    .formatted(api, what, answer.status(), ApiAddress.advice(api)));
        }
        if (!answer.ok()) {
            throw refused(what, answer);
        }
        return answer.json();
    }

    private Failure refused(String what, Answer answer) {
        String text = Refusal.text(what, answer);
        boolean suspended = answer.status() == 403 && answer.message().contains("suspended");
        if (suspended) {
            return new RetryLater(text + " Let an owner of the organization unsuspend the GitHub App.");
        }
        return switch (answer.status()) {
            case 401 -> new RetryLater(text + proof(answer));
            case 404 ->
                new RetryLater(text
                        + " Install the GitHub App on drover.github.organization (%s), and check \"app_id\" and \"installation_id\" in the secret drover.github.token-secret."
                                .formatted(organization));
            default -> http.refused(what, answer);
        };
    }

    /** GitHub compares a JWT's times with its own clock, and says which of them does not fit. */
    private String proof(Answer answer) {
        boolean time = answer.message().contains("('exp')") || answer.message().contains("('iat')");
        return time
                ? " The clocks differ, it is %s here and %s at GitHub: synchronise this machine's clock (NTP)."
                        .formatted(
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        clock.instant().atOffset(ZoneOffset.UTC)),
                                answer.header("Date"))
                : " Put \"app_id\" (or \"client_id\") and a valid \"private_key\" of the GitHub App into the secret drover.github.token-secret.";
    }

    private static InstallationToken token(JsonNode json) {
        try {
            Instant expiresAt = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                    json.path("expires_at").asText(), Instant::from);
            return new InstallationToken(json.path("token").asText(), expiresAt);
        } catch (DateTimeException e) {
            throw new RetryLater("GitHub made a token for the GitHub App's installation, but told no expires_at.");
        }
    }

    /** A JWT for each request. */
    private record Jwts(KeptSecret secret, Clock clock) implements Credentials {
        @Override
        public String token() {
            if (secret.get() instanceof App app) {
                return AppJwt.sign(app, clock.instant());
            }
            throw new RetryLater(
                    "The secret drover.github.token-secret was a GitHub App's and has a token now: the next try takes it.");
        }

        @Override
        public void rejected(String jwt) {
            secret.forget();
        }
    }
}
