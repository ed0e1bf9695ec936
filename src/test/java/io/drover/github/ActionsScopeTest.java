package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.SettableClock;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.sandbox.github.Audience;
import io.drover.sandbox.github.GitHubStandIn;
import io.drover.sandbox.http.CallLog;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionsScopeTest {
    private static final RepositoryName REPOSITORY = RepositoryName.parse("acme/churn");
    private static final EnvironmentName PROD = new EnvironmentName(REPOSITORY, "prod eu");

    private final GitHubStandIn gitHub = new GitHubStandIn(new CallLog());
    private final GitHubHttp http =
            Connections.to(gitHub.apiUrl(), new Tokens("ghp_valid"), 8, new SettableClock(Instant.EPOCH));
    private final ActionsSettings settings = new ActionsSettings(http);

    @BeforeEach
    void aRepositoryWithAnEnvironment() {
        gitHub.accept("ghp_valid");
        gitHub.organization("acme");
        gitHub.createRepository("acme/churn");
        Await.answer(new Environments(http).ensure(PROD, EnvironmentProtection.none()));
    }

    @AfterEach
    void everythingFitsTheContract() {
        assertThat(gitHub.violations()).isEmpty();
        gitHub.close();
    }

    @Test
    void anEnvironmentHasSecretsAndVariablesOfItsOwn() {
        put(PROD, "ROLE_ARN", "arn:aws:iam::111122223333:role/prod");
        Await.answer(settings.createVariable(PROD, "STAGE", "prod"));

        assertThat(gitHub.secrets("acme/churn", "prod eu"))
                .contains(Map.of("ROLE_ARN", "arn:aws:iam::111122223333:role/prod"));
        assertThat(gitHub.variables("acme/churn", "prod eu")).contains(Map.of("STAGE", "prod"));
        assertThat(Await.answer(settings.secretNames(PROD))).containsExactly("ROLE_ARN");
        assertThat(Await.answer(settings.variableNames(PROD))).containsExactly("STAGE");
        assertThat(Await.answer(settings.secretNames(REPOSITORY))).isEmpty();
    }

    @Test
    void anEnvironmentThatIsNotThereIsTriedLater() {
        var nowhere = new EnvironmentName(REPOSITORY, "test");

        assertThatThrownBy(() -> Await.answer(settings.secretNames(nowhere)))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("list the secrets of environment test of acme/churn");
        assertThatThrownBy(() -> Await.answer(settings.setVariable(nowhere, "STAGE", "test")))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("set variable STAGE of environment test of acme/churn");
    }

    @Test
    void aVariableIsSetWhateverItsValueWas() {
        for (ActionsScope scope : Set.of(REPOSITORY, PROD, OrganizationScope.all("acme"))) {
            Await.answer(settings.setVariable(scope, "REGION", "us-east-1"));
            Await.answer(settings.setVariable(scope, "REGION", "eu-west-1"));
        }

        var expected = Map.of("REGION", "eu-west-1");
        assertThat(gitHub.variables("acme/churn")).isEqualTo(expected);
        assertThat(gitHub.variables("acme/churn", "prod eu")).contains(expected);
        assertThat(gitHub.organizationVariables("acme")).isEqualTo(expected);
    }

    @Test
    void anOrganizationsSecretSaysWhoSeesIt() {
        put(OrganizationScope.all("acme"), "FOR_ALL", "a");
        put(OrganizationScope.privateOnly("acme"), "FOR_PRIVATE", "b");
        put(OrganizationScope.selected("acme", Set.of(id("acme/churn"))), "FOR_CHURN", "c");

        assertThat(gitHub.organizationSecrets("acme"))
                .isEqualTo(Map.of("FOR_ALL", "a", "FOR_PRIVATE", "b", "FOR_CHURN", "c"));
        assertThat(gitHub.secretAudience("acme", "FOR_ALL")).contains(new Audience("all", Set.of()));
        assertThat(gitHub.secretAudience("acme", "FOR_PRIVATE")).contains(new Audience("private", Set.of()));
        assertThat(gitHub.secretAudience("acme", "FOR_CHURN"))
                .contains(new Audience("selected", Set.of(id("acme/churn"))));
    }

    @Test
    void repositoriesThatSeeASecretSeeItsNewValueToo() {
        gitHub.createRepository("acme/fraud");
        put(OrganizationScope.selected("acme", Set.of(id("acme/churn"))), "KEY", "old");
        put(OrganizationScope.selected("acme", Set.of(id("acme/fraud"))), "KEY", "new");

        assertThat(gitHub.organizationSecrets("acme")).isEqualTo(Map.of("KEY", "new"));
        assertThat(gitHub.secretAudience("acme", "KEY"))
                .contains(new Audience("selected", Set.of(id("acme/churn"), id("acme/fraud"))));
    }

    @Test
    void aSelectedSecretOrVariableIsSharedWithOneMoreRepository() {
        OrganizationScope nobody = OrganizationScope.selected("acme", Set.of());
        put(nobody, "KEY", "value");
        Await.answer(settings.createVariable(nobody, "REGION", "us-east-1"));

        Await.answer(settings.shareSecret("acme", "KEY", id("acme/churn")));
        Await.answer(settings.shareSecret("acme", "KEY", id("acme/churn")));
        Await.answer(settings.shareVariable("acme", "REGION", id("acme/churn")));

        var churn = new Audience("selected", Set.of(id("acme/churn")));
        assertThat(gitHub.secretAudience("acme", "KEY")).contains(churn);
        assertThat(gitHub.variableAudience("acme", "REGION")).contains(churn);
    }

    @Test
    void whatIsNotForSelectedRepositoriesIsNotShared() {
        put(OrganizationScope.all("acme"), "KEY", "value");

        assertThatThrownBy(() -> Await.answer(settings.shareSecret("acme", "KEY", id("acme/churn"))))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("share secret KEY of organization acme with repository " + id("acme/churn"))
                .hasMessageContaining("not for selected repositories");
        assertThatThrownBy(() -> Await.answer(settings.shareVariable("acme", "NOTHING", id("acme/churn"))))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("share variable NOTHING");
    }

    @Test
    void listsOfSeveralPagesAreReadToTheirEnd() {
        OrganizationScope all = OrganizationScope.all("acme");
        Map<String, String> secrets = IntStream.range(0, 101).boxed().collect(Collectors.toMap(i -> "S" + i, i -> "v"));
        Await.answer(settings.putSecrets(all, Await.answer(settings.publicKey(all)), secrets));
        for (int i = 0; i < 61; i++) {
            gitHub.setVariable("acme/churn", "V" + i, "v");
        }

        assertThat(Await.answer(settings.secretNames(all))).isEqualTo(secrets.keySet());
        assertThat(Await.answer(settings.variableNames(REPOSITORY))).hasSize(61);
    }

    @Test
    void repositoriesAreNamedOnlyForSelected() {
        assertThatThrownBy(() -> new OrganizationScope("acme", OrganizationScope.Visibility.ALL, Set.of(1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void put(ActionsScope scope, String name, String value) {
        Await.answer(settings.putSecrets(scope, Await.answer(settings.publicKey(scope)), Map.of(name, value)));
    }

    private long id(String repository) {
        return Await.answer(new Repositories(http, new AccountTypes()).find(RepositoryName.parse(repository)))
                .orElseThrow()
                .id();
    }
}
