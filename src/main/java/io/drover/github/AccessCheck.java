package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds out, before there is work, whether Drover can do it on GitHub. It changes nothing: an app's token is all that it makes. So it
 * says of some rights that only the first write shows them.
 */
public final class AccessCheck {
    /** A JWT of a GitHub App is made 60 seconds old; half of it leaves room. */
    private static final Duration MOST_DRIFT = Duration.ofSeconds(30);

    /** About two onboardings. */
    private static final int FEW_REQUESTS = 100;

    private final GitHubHttp http;
    private final SecretCredentials credentials;
    private final URI api;
    private final Clock clock;

    /**
     * @param credentials those of {@code http}
     * @param api that of {@code http}
     */
    public AccessCheck(GitHubHttp http, SecretCredentials credentials, URI api, Clock clock) {
        this.http = http;
        this.credentials = credentials;
        this.api = api;
        this.clock = clock;
    }

    /** Never empty and never a failure: what goes wrong is a finding. When GitHub cannot be talked to, it is the only one. */
    public List<Finding> findings(AccessNeeds needs) {
        Answer limits;
        try {
            limits = Await.answer(http.exchange("ask for the rate limit", "GET", "/rate_limit", null));
        } catch (Failure e) {
            return List.of(Finding.missing(e.reason(), ""));
        }
        Finding connection = connection(limits);
        if (connection.verdict() != Verdict.OK) {
            return List.of(connection);
        }
        List<Finding> findings = new ArrayList<>(List.of(connection, left(limits), time(limits)));
        findings.addAll(guarded(() -> new TokenRights(http).compare(limits, installation(), needs)));
        findings.addAll(guarded(() -> List.of(organization(needs.organization()))));
        findings.addAll(guarded(() -> new TemplateAccess(http).findings(needs)));
        return findings;
    }

    private Finding connection(Answer limits) {
        if (limits.status() == 401 && limits.json().isObject()) {
            return Finding.missing(
                    "GitHub at %s refuses the token: %s (HTTP 401).".formatted(api, limits.message()),
                    "Put a valid token into the secret drover.github.token-secret.");
        }
        if (isUnlimited(limits) || limits.json().path("resources").isObject()) {
            return Finding.ok("GitHub at %s takes the token.".formatted(api));
        }
        if (limits.status() >= 500 || limits.status() == 403 || limits.status() == 429) {
            return Finding.unchecked(http.refused("answer at " + api, limits).reason(), "");
        }
        return Finding.missing(
                "%s is not the address of GitHub's REST API (%s/rate_limit: HTTP %d)."
                        .formatted(api, api, limits.status()),
                ApiAddress.advice(api));
    }

    /** As GitHub Enterprise Server answers, which has no limits unless its administrator sets some. */
    private static boolean isUnlimited(Answer limits) {
        return limits.status() == 404 && limits.message().contains("Rate limiting is not enabled");
    }

    private static Finding left(Answer limits) {
        if (isUnlimited(limits)) {
            return Finding.ok("This GitHub limits no requests.");
        }
        JsonNode core = limits.json().path("resources").path("core");
        String what = "%d of %d requests are left until %s."
                .formatted(
                        core.path("remaining").asInt(),
                        core.path("limit").asInt(),
                        Instant.ofEpochSecond(core.path("reset").asLong()));
        return core.path("remaining").asInt() >= FEW_REQUESTS
                ? Finding.ok(what)
                : Finding.missing(what, "Wait until then, and look who else uses this token.");
    }

    private Finding time(Answer limits) {
        try {
            Instant there = DateTimeFormatter.RFC_1123_DATE_TIME.parse(limits.header("Date"), Instant::from);
            Duration ahead = Duration.between(there, clock.instant());
            return ahead.abs().compareTo(MOST_DRIFT) <= 0
                    ? Finding.ok("The clocks here and at GitHub agree.")
                    : Finding.missing(
                            "This machine's clock is %d seconds %s GitHub's."
                                    .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"),
                            "Synchronise it (NTP): GitHub Apps cannot log on with a wrong clock.");
        } catch (DateTimeException e) {
            return Finding.unchecked("GitHub's answer shows no time to compare this machine's clock with.", "");
        }
    }

    private Finding organization(String login) {
        Optional<JsonNode> account =
                Await.answer(http.find("find the organization or user " + login, "/users/" + Paths.segment(login)));
        if (account.isEmpty()) {
            return Finding.missing(
                    "GitHub knows no organization or user '%s'.".formatted(login),
                    "Correct drover.github.organization.");
        }
        if (account.get().path("type").asText().equals("Organization")) {
            return Finding.ok("%s is an organization.".formatted(login));
        }
        if (installation().isPresent()) {
            return Finding.missing(
                    "%s is a user, for whom a GitHub App cannot create repositories.".formatted(login),
                    "Set drover.github.organization to an organization, or use a token of this user.");
        }
        String self = Await.answer(http.send("find the token's user", "GET", "/user", null))
                .json()
                .path("login")
                .asText();
        return self.equalsIgnoreCase(login)
                ? Finding.ok("%s is the token's own user.".formatted(login))
                : Finding.missing(
                        "%s is a user, but the token belongs to %s and creates repositories only there."
                                .formatted(login, self),
                        "Use a token of %s, or correct drover.github.organization.".formatted(login));
    }

    /** Empty when the secret is no app's. */
    private Optional<JsonNode> installation() {
        return Await.answer(credentials.installation());
    }

    private static List<Finding> guarded(Supplier<List<Finding>> check) {
        try {
            return check.get();
        } catch (Permanent e) {
            return List.of(Finding.missing(e.reason(), ""));
        } catch (RetryLater e) {
            return List.of(Finding.unchecked(e.reason(), ""));
        }
    }
}
