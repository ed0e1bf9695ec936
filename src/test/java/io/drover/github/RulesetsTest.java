package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.Call;
import io.drover.sandbox.http.CallLog;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulesetsTest {
    private static final RepositoryName REPOSITORY = RepositoryName.parse("acme/churn");
    private static final String REVIEWED = """
            {"name": "main", "target": "branch", "enforcement": "active", "source": "acme/elsewhere", "id": 1,
             "conditions": {"ref_name": {"include": ["~DEFAULT_BRANCH"], "exclude": []}},
             "rules": [{"type": "deletion"}, {"type": "required_linear_history"}]}
            """;

    private final CallLog log = new CallLog();
    private final GitHubStandIn gitHub = new GitHubStandIn(log);
    private final Rulesets rulesets =
            new Rulesets(Connections.to(gitHub.apiUrl(), new Tokens("ghp_valid"), 8, new SettableClock(Instant.EPOCH)));

    @BeforeEach
    void aRepository() {
        gitHub.accept("ghp_valid");
        gitHub.organization("acme");
        gitHub.createRepository("acme/churn");
    }

    @AfterEach
    void everythingFitsTheContract() {
        assertThat(gitHub.violations()).isEmpty();
        gitHub.close();
    }

    @Test
    void createsARulesetAndWritesNothingWhenItIsThere() {
        ensure(REVIEWED);
        ensure(REVIEWED);

        assertThat(gitHub.ruleset("acme/churn", "main"))
                .hasValueSatisfying(made -> assertThat(made.path("rules")).hasSize(2))
                .hasValueSatisfying(made -> assertThat(made.path("id").asLong()).isNotEqualTo(1));
        assertThat(log.calls(Call::writes)).hasSize(1);
    }

    @Test
    void anOtherOrderOfRulesIsNoDifference() {
        ensure(REVIEWED);
        ensure(REVIEWED.replace("deletion", "X")
                .replace("required_linear_history", "deletion")
                .replace("X", "required_linear_history"));

        assertThat(log.calls(Call::writes)).hasSize(1);
    }

    @Test
    void aRulesetThatPeopleLoosenedIsMendedInItsPlace() {
        ensure(REVIEWED.replace("active", "disabled"));
        long id = gitHub.ruleset("acme/churn", "main").orElseThrow().path("id").asLong();

        ensure(REVIEWED);

        JsonNode mended = gitHub.ruleset("acme/churn", "main").orElseThrow();
        assertThat(mended.path("enforcement").asText()).isEqualTo("active");
        assertThat(mended.path("id").asLong()).isEqualTo(id);
    }

    @Test
    void aRuleThatIsMissingIsAdded() {
        ensure(REVIEWED.replace(", {\"type\": \"required_linear_history\"}", ""));

        ensure(REVIEWED);

        assertThat(gitHub.ruleset("acme/churn", "main").orElseThrow().path("rules"))
                .hasSize(2);
    }

    @Test
    void aRulesetWithoutANameIsPermanent() {
        assertThatThrownBy(() -> ensure("{\"enforcement\": \"active\"}"))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("ruleset for acme/churn has no name");
    }

    @Test
    void aRepositoryThatIsNotThereIsTriedLaterAndAnArchivedOnePermanent() {
        assertThatThrownBy(() -> Await.answer(rulesets.ensure(RepositoryName.parse("acme/nothing"), json(REVIEWED))))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("list the rulesets of acme/nothing");
        gitHub.archive("acme/churn");
        assertThatThrownBy(() -> ensure(REVIEWED)).isInstanceOf(Permanent.class).hasMessageContaining("archived");
    }

    private void ensure(String ruleset) {
        Await.answer(rulesets.ensure(REPOSITORY, json(ruleset)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
