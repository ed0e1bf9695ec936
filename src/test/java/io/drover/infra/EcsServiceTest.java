package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The task of drover-ecs.yaml fits Drover. */
class EcsServiceTest {
    private static final Template TEMPLATE = Template.named("drover-ecs");
    private static final JsonNode CONTAINER =
            TEMPLATE.resource("TaskDefinition").at("/Properties/ContainerDefinitions/0");

    @Test
    void everyVariableIsASettingAndNoneThatMustBeSetIsMissing() {
        assertThat(variables()).allMatch(Setting::isKnown).doesNotHaveDuplicates();
        assertThat(variables()).containsAll(Setting.requiredVariables());
    }

    @Test
    void passwordsComeFromSecretsOnly() {
        assertThat(names("Secrets"))
                .containsExactlyInAnyOrder("DROVER_LEDGER_PASSWORD", "DROVER_BOARD_PASSWORD")
                .doesNotContainAnyElementsOf(names("Environment"));
    }

    @Test
    void aParameterThatIsASettingIsGivenToItAndHasItsDefault() {
        JsonNode parameters = TEMPLATE.part("Parameters");

        for (String name : Yaml.names(parameters)) {
            Setting.called(name).ifPresent(setting -> {
                assertThat(environment())
                        .anyMatch(variable -> variable.path("Name").asText().equals(setting.variable())
                                && variable.at("/Value/Ref").asText().equals(name));
                String standard = setting.key().equals("drover.board.user") ? "drover" : setting.standard();
                assertThat(parameters.path(name).path("Default").asText()).isEqualTo(standard);
            });
        }
    }

    @Test
    void itIsHealthyWhenTheProbeOfTheJarSaysSo() throws Exception {
        List<String> command = Yaml.list(CONTAINER.at("/HealthCheck/Command"))
                .map(JsonNode::asText)
                .toList();

        assertThat(command).startsWith("CMD", "java").contains("/app/drover.jar");
        assertThat(Class.forName(command.get(command.size() - 1)).getMethod("main", String[].class))
                .isNotNull();
    }

    @Test
    void nothingButTmpAndDataCanBeWrittenByNobodySpecial() {
        assertThat(CONTAINER.path("User").asText()).isEqualTo("65532");
        assertThat(CONTAINER.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
        assertThat(CONTAINER.at("/LinuxParameters/Capabilities/Drop/0").asText())
                .isEqualTo("ALL");
        assertThat(CONTAINER.path("MountPoints").findValuesAsText("ContainerPath"))
                .containsExactlyInAnyOrder("/data", "/tmp");
    }

    private static List<String> variables() {
        return Stream.concat(names("Environment").stream(), names("Secrets").stream())
                .toList();
    }

    private static List<String> names(String part) {
        return CONTAINER.path(part).findValuesAsText("Name");
    }

    private static List<JsonNode> environment() {
        return Yaml.all(CONTAINER.path("Environment"))
                .filter(node -> node.has("Name"))
                .toList();
    }
}
