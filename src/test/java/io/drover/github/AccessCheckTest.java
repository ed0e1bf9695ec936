package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.SettableClock;
import io.drover.finding.Finding;
import io.drover.finding.Finding.Verdict;
import io.drover.sandbox.github.AppKey;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import io.drover.sandbox.http.Fault;
import io.drover.sandbox.http.LocalServer;
import io.drover.sandbox.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessCheckTest {
    private static final AppKey KEY = AppKey.generate();
    private static final Set<Permission> PERMISSIONS = Set.of(
            Permission.METADATA,
            Permission.ADMINISTRATION,
            Permission.CONTENTS,
            Permission.WORKFLOWS,
            Permission.SECRETS,
            Permission.VARIABLES,
            Permission.ENVIRONMENTS,
            Permission.ACTIONS,
            Permission.PULL_REQUESTS);
    private static final AccessNeeds NEEDS = needs("acme", "acme/templates", "main", "regression");

    private final SettableClock clock = new SettableClock(Instant.now());
    private final CallLog log = new CallLog();
    private final GitHubStandIn gitHub = new GitHubStandIn(log);
    private String secret = "{\"token\":\"ghp_valid\"}";

    @BeforeEach
    void anOrganizationWithATemplateRepository() {
        gitHub.organization("acme");
        gitHub.createRepository("acme/templates");
        gitHub.commit("acme/templates", "main", Map.of("regression/README.md", "hello"), "Template");
        gitHub.acceptClassic("ghp_valid", "repo", "workflow");
    }

    @AfterEach
    void onlyReadsThatFitTheContract() {
        gitHub.close();
        assertThat(gitHub.violations()).isEmpty();
        assertThat(log.calls(Call::writes))
                .extracting(Call::operation)
                .allMatch(operation -> operation.endsWith("/access_tokens"));
    }

    @Test
    void aClassicTokenWithItsScopesIsWell() {
        List<Finding> findings = findings(NEEDS);

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.OK);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.remedy()).isEmpty());
        assertThat(findings)
                .extracting(Finding::what)
                .contains(
                        "GitHub at %s takes the token.".formatted(gitHub.apiUrl()),
                        "The clocks here and at GitHub agree.",
                        "The classic token has the scope repo.",
                        "The classic token has the scope workflow.",
                        "acme is an organization.",
                        "Template repository acme/templates has the branch main.",
                        "Templates are in the folder regression of acme/templates.")
                .anySatisfy(what -> assertThat(what).contains("of 5000 requests are left"));
    }

    @Test
    void aClassicTokenWithoutAScopeIsTold() {
        gitHub.acceptClassic("ghp_valid", "repo", "gist");
        assertMissing(findings(NEEDS)).containsExactly("The classic token lacks the scope workflow.");

        gitHub.acceptClassic("ghp_valid");
        assertMissing(findings(NEEDS))
                .containsExactly(
                        "The classic token lacks the scope repo.", "The classic token lacks the scope workflow.");
    }

    @Test
    void aTokenThatIsRefusedIsTheOnlyFinding() {
        gitHub.accept("ghp_another");

        assertThat(findings(NEEDS))
                .containsExactly(Finding.missing(
                        "GitHub at %s refuses the token: Bad credentials (HTTP 401).".formatted(gitHub.apiUrl()),
                        "Put a valid token into the secret drover.github.token-secret."));
    }

    @Test
    void ofAFineGrainedTokenOnlyWhatItMayNotReadIsKnown() {
        gitHub.acceptFineGrained("ghp_valid", Map.of("contents", "write", "secrets", "read"));

        List<Finding> findings = findings(NEEDS);

        assertMissing(findings)
                .singleElement()
                .satisfies(what -> assertThat(what).contains("may not even read actions_variables of acme/templates"));
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.UNCHECKED)
                .extracting(Finding::what)
                .hasSize(8)
                .allSatisfy(what -> assertThat(what).endsWith("cannot be checked before the first write."))
                .anySatisfy(what -> assertThat(what).contains("permission secrets: write, to set Actions secrets"));
    }

    @Test
    void ofAFineGrainedTokenForAnotherOwnerThanTheTemplatesNothingIsKnown() {
        gitHub.organization("acme-labs");
        gitHub.acceptFineGrained("ghp_valid", Map.of("contents", "read"));

        assertMissing(findings(needs("acme-labs", "acme/templates", "main", "")))
                .isEmpty();
    }

    @Test
    void anAppWithAllPermissionsIsWell() {
        installed("acme", all());

        assertThat(findings(NEEDS)).extracting(Finding::verdict).containsOnly(Verdict.OK);
    }

    @Test
    void eachPermissionThatAnAppLacksIsTold() {
        Map<String, String> permissions = all();
        permissions.remove("workflows");
        permissions.put("secrets", "read");
        installed("acme", permissions);

        List<Finding> findings = findings(NEEDS);

        assertMissing(findings)
                .containsExactly(
                        "GitHub App app-123 lacks the permission secrets: write, to set Actions secrets; it has only read.",
                        "GitHub App app-123 lacks the permission workflows: write, to push workflow files.");
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.MISSING)
                .allSatisfy(finding -> assertThat(finding.remedy()).contains("app's settings"));
        assertThat(findings)
                .extracting(Finding::what)
                .contains("GitHub App app-123 has the permission administration: write.");
    }

    @Test
    void aSuspendedInstallationIsTold() {
        long installation = installed("acme", all());
        gitHub.suspend(installation);

        assertMissing(findings(NEEDS))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("has been suspended", "unsuspend"));
    }

    @Test
    void anInstallationThatIsSuspendedMeanwhileIsTold() {
        long installation = installed("acme", all());
        gitHub.server().faults(request -> {
            if (request.path().endsWith("/app/installations/" + installation)) {
                gitHub.suspend(installation);
            }
            return Optional.empty();
        });

        assertMissing(findings(NEEDS)).contains("The installation of GitHub App app-123 on acme is suspended.");
    }

    @Test
    void anAppOnAnotherAccountOrOnSelectedRepositoriesIsTold() {
        gitHub.organization("acme-labs");
        gitHub.selectRepositories(installed("acme-labs", all()));

        List<Finding> findings = findings(NEEDS);

        assertMissing(findings).containsExactly("GitHub App app-123 is installed on acme-labs, not on acme.");
        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.UNCHECKED)
                .extracting(Finding::what)
                .containsExactly("GitHub App app-123 may use selected repositories of acme-labs only.");
    }

    @Test
    void anAppCannotCreateRepositoriesForAUser() {
        gitHub.user("jane");
        installed("jane", all());

        assertMissing(findings(needs("jane", "acme/templates", "main", "")))
                .containsExactly("jane is a user, for whom a GitHub App cannot create repositories.");
    }

    @Test
    void aTokenCreatesRepositoriesForItsOwnUserOnly() {
        gitHub.user("joe");
        gitHub.tokenUser("jane");

        assertMissing(findings(needs("jane", "acme/templates", "main", ""))).isEmpty();
        assertMissing(findings(needs("joe", "acme/templates", "main", "")))
                .containsExactly("joe is a user, but the token belongs to jane and creates repositories only there.");
    }

    @Test
    void anOrganizationThatGitHubDoesNotKnowIsTold() {
        assertMissing(findings(needs("no body", "acme/templates", "main", "")))
                .containsExactly("GitHub knows no organization or user 'no body'.");
    }

    @ParameterizedTest
    @CsvSource({
        "acme/nothing, main, regression, 'Template repository acme/nothing is not there, or the token may not see it.'",
        "acme/empty, main, regression, Template repository acme/empty has no branch main.",
        "acme/templates, feature/x, regression, Template repository acme/templates has no branch feature/x.",
        "acme/templates, main, fore cast, Branch main of acme/templates has no folder fore cast.",
        "acme/templates, main, regression/README.md, Branch main of acme/templates has no folder regression/README.md."
    })
    void templatesThatAreNotWhereTheSettingsSayAreTold(
            String repository, String branch, String folder, String expected) {
        gitHub.createRepository("acme/empty");

        assertMissing(findings(needs("acme", repository, branch, folder))).containsExactly(expected);
    }

    @Test
    void fewRequestsLeftAreTold() {
        gitHub.rateLimit(60, Duration.ofHours(1));

        assertMissing(findings(NEEDS))
                .singleElement()
                .satisfies(what -> assertThat(what).startsWith("60 of 60 requests are left until 20"));
    }

    @ParameterizedTest
    @CsvSource({"PT45S, ahead of", "PT-45S, behind"})
    void aClockThatDiffersIsTold(Duration difference, String how) {
        clock.tick(difference);

        assertMissing(findings(NEEDS))
                .singleElement()
                .satisfies(what ->
                        assertThat(what).startsWith("This machine's clock is 4").contains(how + " GitHub's"));
    }

    @Test
    void aServerWithoutLimitsIsWell() {
        gitHub.server()
                .faults(request -> request.path().endsWith("/rate_limit")
                        ? Optional.of(
                                Fault.instead(Response.json(404, "{\"message\":\"Rate limiting is not enabled.\"}")
                                        .with("X-OAuth-Scopes", "repo, workflow")))
                        : Optional.empty());

        List<Finding> findings = findings(NEEDS);

        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.OK);
        assertThat(findings).extracting(Finding::what).contains("This GitHub limits no requests.");
    }

    @Test
    void aServerThatFailsCouldNotBeChecked() {
        gitHub.server().faults(request -> Optional.of(Fault.instead(Response.empty(502))));

        assertThat(findings(NEEDS)).extracting(Finding::verdict).containsExactly(Verdict.UNCHECKED);
    }

    @Test
    void aHostThatIsNotThereIsTheOnlyFinding() {
        gitHub.close();

        assertMissing(findings(NEEDS))
                .singleElement()
                .satisfies(what -> assertThat(what).contains("could not be reached"));
    }

    @ParameterizedTest
    @CsvSource({"200, text/html, <html>", "404, application/json, {}", "302, text/html, ''"})
    void anAddressThatIsNoApiIsToldAsSuch(int status, String type, String body) {
        try (var site = new LocalServer(
                0,
                request -> new Response(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(findings(site.url(), NEEDS)).singleElement().satisfies(finding -> {
                assertThat(finding.verdict()).isEqualTo(Verdict.MISSING);
                assertThat(finding.what()).contains("is not the address of GitHub's REST API", "HTTP " + status);
                assertThat(finding.remedy())
                        .contains("drover.github.api-url, it is probably " + site.url() + "/api/v3");
            });
        }
    }

    @Test
    void anAppsAddressThatIsNoApiIsToldAsSuch() {
        installed("acme", all());
        try (var site = new LocalServer(0, request -> Response.empty(404))) {
            assertMissing(findings(site.url(), NEEDS))
                    .singleElement()
                    .satisfies(what ->
                            assertThat(what).contains("without JSON", "it is probably " + site.url() + "/api/v3"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com, it is probably https://api.github.com",
        "https://www.github.com/api/v3, it is probably https://api.github.com",
        "https://acme.ghe.com, it is probably https://api.acme.ghe.com",
        "https://api.acme.ghe.com/api/v3, it is probably https://api.acme.ghe.com",
        "https://git.acme.example, it is probably https://git.acme.example/api/v3",
        "https://git.acme.example:8443/api, it is probably https://git.acme.example:8443/api/v3",
        "https://git.acme.example/api/v3, check that a proxy lets it through"
    })
    void theAddressThatWasMeantIsGuessed(URI api, String advice) {
        assertThat(ApiAddress.advice(api)).contains("drover.github.api-url, " + advice + ".");
    }

    private List<Finding> findings(AccessNeeds needs) {
        return findings(gitHub.apiUrl(), needs);
    }

    private List<Finding> findings(String address, AccessNeeds needs) {
        URI api = URI.create(address);
        var credentials = new SecretCredentials(
                () -> GitHubSecret.parse(secret),
                api,
                needs.organization(),
                Connections.unlimited(4),
                Connections.TIMEOUT,
                clock);
        return new AccessCheck(Connections.to(api.toString(), credentials, 4, clock), credentials, api, clock)
                .findings(needs);
    }

    private long installed(String login, Map<String, String> permissions) {
        gitHub.app(123, "Iv23client", KEY.publicHalf());
        long installation = gitHub.install(123, login, permissions);
        secret = "{\"app_id\":123,\"installation_id\":%d,\"private_key\":\"%s\"}"
                .formatted(installation, KEY.pkcs1().replace("\n", "\\n"));
        return installation;
    }

    private static Map<String, String> all() {
        Map<String, String> permissions = new HashMap<>();
        PERMISSIONS.forEach(permission ->
                permissions.put(permission.name(), permission.equals(Permission.METADATA) ? "read" : "write"));
        return permissions;
    }

    private static AccessNeeds needs(String organization, String template, String branch, String folder) {
        return new AccessNeeds(PERMISSIONS, organization, RepositoryName.parse(template), branch, folder);
    }

    private static ListAssert<String> assertMissing(List<Finding> findings) {
        return assertThat(findings.stream()
                .filter(finding -> finding.verdict() == Verdict.MISSING)
                .map(Finding::what)
                .toList());
    }
}
