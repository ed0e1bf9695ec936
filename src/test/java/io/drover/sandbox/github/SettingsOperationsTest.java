package io.drover.sandbox.github;

import static io.drover.sandbox.github.RestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.http.CallLog;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub refuses or does on the side, and Drover's own client never provokes. */
class SettingsOperationsTest {
    private static final String PROD = "/repos/acme/build/environments/prod";

    private final GitHubStandIn github = new GitHubStandIn(new CallLog());
    private final RestClient client = new RestClient(github.apiUrl(), "ghp_valid");

    @BeforeEach
    void anOrganizationWithOneRepository() {
        github.accept("ghp_valid");
        github.organization("acme");
        github.createRepository("acme/build");
    }

    @AfterEach
    void everythingFitsTheContract() {
        assertThat(github.violations()).isEmpty();
        github.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"wait_timer\": 43201}",
                "{\"prevent_self_review\": true, \"reviewers\": []}",
                "{\"reviewers\": [{\"type\": \"User\", \"id\": 1}]}",
                "{\"deployment_branch_policy\": {\"protected_branches\": true, \"custom_branch_policies\": true}}"
            })
    void refusesAProtectionThatCannotBe(String body) {
        assertThat(client.send("PUT", PROD, body).statusCode()).isEqualTo(422);

        assertThat(github.protection("acme/build", "prod")).isEmpty();
    }

    @Test
    void leavesABareEnvironmentWhenThePlanRefusesAGate() {
        github.protectionRules("acme", ProtectionRules.REFUSED);

        HttpResponse<String> answer = client.send("PUT", PROD, "{\"wait_timer\": 0, \"reviewers\": []}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("message").asText()).contains("billing plan supports the required reviewers");
        assertThat(github.protection("acme/build", "prod")).contains(Protection.NONE);
    }

    @Test
    void keepsTheGatesOfAPublicRepositoryOnEveryPlan() {
        github.protectionRules("acme", ProtectionRules.REFUSED);
        client.send("PATCH", "/repos/acme/build", "{\"visibility\": \"public\"}");

        assertThat(client.send("PUT", PROD, "{\"wait_timer\": 5}").statusCode()).isEqualTo(200);

        assertThat(github.protection("acme/build", "prod"))
                .hasValueSatisfying(made -> assertThat(made.waitMinutes()).isEqualTo(5));
    }

    @Test
    void takesBranchPatternsOnlyOnceAndOnlyWhereBranchesAreNamed() {
        String pattern = "{\"name\": \"main\"}";
        String patterns = PROD + "/deployment-branch-policies";
        client.send("PUT", PROD, "");
        int unnamed = client.send("POST", patterns, pattern).statusCode();
        client.send(
                "PUT",
                PROD,
                "{\"deployment_branch_policy\": {\"protected_branches\": false, \"custom_branch_policies\": true}}");

        assertThat(unnamed).isEqualTo(404);
        assertThat(client.send("POST", patterns, pattern).statusCode()).isEqualTo(200);
        assertThat(client.send("POST", patterns, pattern).statusCode()).isEqualTo(303);
    }

    @Test
    void forgetsTheSelectedRepositoriesThatAnUpdateLeavesOut() {
        String path = "/orgs/acme/actions/secrets";
        github.useOrganizationKey("acme", SealedBoxOpenerTest.key());
        String keyId = json(client.get(path + "/public-key")).path("key_id").asText();
        String body = "{\"encrypted_value\": \"%s\", \"key_id\": \"%s\", \"visibility\": \"selected\"%s}";
        String repositories = ", \"selected_repository_ids\": [800000001]";

        client.send("PUT", path + "/A", body.formatted(SealedBoxOpenerTest.SEALED, keyId, repositories));
        client.send("PUT", path + "/A", body.formatted(SealedBoxOpenerTest.SEALED, keyId, ""));

        assertThat(github.secretAudience("acme", "A")).contains(new Audience("selected", Set.of()));
    }

    @Test
    void refusesASecondRulesetOfOneName() {
        String ruleset = "{\"name\": \"main\", \"enforcement\": \"active\", \"rules\": [{\"type\": \"deletion\"}]}";
        String path = "/repos/acme/build/rulesets";

        assertThat(client.send("POST", path, ruleset).statusCode()).isEqualTo(201);
        assertThat(client.send("POST", path, ruleset).statusCode()).isEqualTo(422);
        assertThat(json(client.get(path)).at("/0").has("rules")).isFalse();
        assertThat(client.send("PUT", path + "/1", ruleset).statusCode()).isEqualTo(404);
    }
}
