package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of README.md, section "Deploy", and of docs/sagemaker-projects.md fit the templates and manifests. */
class DeployCommandsTest {
    private static final Pattern PARAMETER = Pattern.compile(" (\\w+)=");

    @ParameterizedTest
    @MethodSource("deployments")
    void aStackGetsTheParametersThatItMustHaveAndNoUnknownOnes(String command) {
        JsonNode parameters = template(command).part("Parameters");
        List<String> given = command.contains("--parameter-overrides")
                ? found(PARAMETER, command.substring(command.indexOf("--parameter-overrides")))
                : List.of();

        assertThat(Yaml.names(parameters)).containsAll(given);
        assertThat(given)
                .containsAll(Yaml.names(parameters).stream()
                        .filter(name -> !parameters.path(name).has("Default"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aStackIsNamedAsOtherTemplatesExpectIt(String command) {
        String stack = found(Pattern.compile("--stack-name (\\S+)"), command).get(0);

        assertThat(stack).isEqualTo("drover-" + template(command).name().replaceFirst("^drover-", ""));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void aStackWithRolesMayMakeThem(String command) {
        Template template = template(command);
        List<String> roles = template.resources("AWS::IAM::Role");
        boolean named = roles.stream()
                .anyMatch(role -> template.resource(role).path("Properties").has("RoleName"));

        assertThat(found(Pattern.compile("--capabilities (\\S+)"), command))
                .isEqualTo(roles.isEmpty() ? List.of() : List.of(named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM"));
    }

    @Test
    void thereAreFourStacksAndTheirFoldersOfManifests() throws IOException {
        assertThat(deployments(section())).hasSize(4);
        assertThat(found(Pattern.compile("(k8s/[a-z/]+(?:\\.yaml)?)"), section()))
                .isNotEmpty()
                .allMatch(path -> Files.exists(Path.of(path)));
    }

    static Stream<String> deployments() throws IOException {
        return Stream.concat(
                deployments(section()), deployments(Files.readString(Path.of("docs/sagemaker-projects.md"))));
    }

    /** Each on one line. */
    private static Stream<String> deployments(String page) {
        return page.replaceAll("\\\\\\n\\s*", "").lines().filter(line -> line.startsWith("aws cloudformation deploy"));
    }

    private static Template template(String command) {
        return Template.named(found(Pattern.compile("infra/cloudformation/([a-z0-9-]+)\\.yaml"), command)
                .get(0));
    }

    private static String section() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        return readme.substring(readme.indexOf("## Deploy"), readme.indexOf("## Operate it"));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
