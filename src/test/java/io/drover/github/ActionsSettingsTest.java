package io.drover.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import io.drover.failure.RetryLater;
import io.drover.github.ActionsSettings.PublicKey;
import io.drover.sandbox.github.GitHubStandIn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActionsSettingsTest {
    @RegisterExtension
    private static final AcmeGitHub ACME = new AcmeGitHub();

    private final GitHubStandIn gitHub = ACME.standIn();
    private final ActionsSettings settings = new ActionsSettings(ACME.http());
    private final RepositoryName repository =
            new RepositoryName("acme", UUID.randomUUID().toString());

    @BeforeEach
    void aRepository() {
        gitHub.createRepository(repository.toString());
    }

    @Test
    void setsSecretsThatGitHubCanOpenAndNamesThemInUpperCase() {
        put(Map.of("REGION", "us-east-1", "lower_case", "größe", "EMPTY", ""));

        assertThat(gitHub.secrets(repository.toString()))
                .containsEntry("REGION", "us-east-1")
                .containsEntry("EMPTY", "")
                .containsValue("größe");
        assertThat(Await.answer(settings.secretNames(repository)))
                .containsExactlyInAnyOrder("REGION", "LOWER_CASE", "EMPTY");
    }

    @Test
    void aSecretThatIsThereGetsTheNewValue() {
        put(Map.of("REGION", "us-east-1"));
        put(Map.of("REGION", "eu-west-1"));

        assertThat(gitHub.secrets(repository.toString())).containsExactly(Map.entry("REGION", "eu-west-1"));
    }

    @Test
    void allSecretsOfAFullRepositoryAreSeen() {
        Map<String, String> secrets = IntStream.range(0, 100)
                .boxed()
                .collect(Collectors.toMap(i -> "S" + i, i -> "v" + i, (a, b) -> b, LinkedHashMap::new));
        put(secrets);

        assertThat(Await.answer(settings.secretNames(repository))).isEqualTo(secrets.keySet());
    }

    @Test
    void aRepositoryThatIsNotThereIsNotTakenForOneWithoutSecretsAndVariables() {
        var nothing = RepositoryName.parse("acme/nothing");

        assertThatThrownBy(() -> Await.answer(settings.secretNames(nothing)))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("list the secrets of acme/nothing");
        assertThatThrownBy(() -> Await.answer(settings.variableNames(nothing)))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("list the variables of acme/nothing");
        assertThatThrownBy(() -> Await.answer(settings.publicKey(nothing)))
                .isInstanceOf(RetryLater.class)
                .hasMessageContaining("read the public key of acme/nothing");
    }

    @Test
    void aKeyThatWasRotatedMeanwhileFailsAndNamesTheSecretWithoutItsValue() {
        PublicKey old = Await.answer(settings.publicKey(repository));
        gitHub.rotateKey(repository.toString());

        assertThatThrownBy(() -> Await.answer(settings.putSecrets(repository, old, Map.of("REGION", "canary"))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("set secret REGION of " + repository)
                .hasMessageNotContaining("canary");
    }

    @Test
    void aVariableIsCreatedAndSeenInUpperCase() {
        Await.answer(settings.createVariable(repository, "trigger_pipeline_execution", "false"));

        assertThat(gitHub.variables(repository.toString())).hasSize(1).containsValue("false");
        assertThat(Await.answer(settings.variableNames(repository))).containsExactly("TRIGGER_PIPELINE_EXECUTION");
    }

    @Test
    void aVariableThatIsThereIsLeftAlone() {
        gitHub.setVariable(repository.toString(), "TRIGGER_PIPELINE_EXECUTION", "true");

        Await.answer(settings.createVariable(repository, "TRIGGER_PIPELINE_EXECUTION", "false"));

        assertThat(gitHub.variables(repository.toString()))
                .containsExactly(Map.entry("TRIGGER_PIPELINE_EXECUTION", "true"));
    }

    @Test
    void aVariableThatGitHubRefusesIsPermanent() {
        assertThatThrownBy(() -> Await.answer(settings.createVariable(repository, "GITHUB_TOKEN", "x")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("set variable GITHUB_TOKEN");
    }

    private void put(Map<String, String> secrets) {
        Await.answer(settings.putSecrets(repository, Await.answer(settings.publicKey(repository)), secrets));
    }
}
