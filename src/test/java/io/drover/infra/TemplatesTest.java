package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each template promises to those who deploy it, and to the other templates. */
class TemplatesTest {
    private static final Set<String> STATEFUL = Set.of(
            "AWS::SQS::Queue",
            "AWS::S3::Bucket",
            "AWS::DynamoDB::Table",
            "AWS::SecretsManager::Secret",
            "AWS::Logs::LogGroup",
            "AWS::RDS::DBInstance",
            "AWS::Events::Archive",
            "AWS::KMS::Key",
            "AWS::SageMaker::ModelPackageGroup",
            "AWS::IAM::OIDCProvider");

    static List<Template> templates() {
        return Template.all();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everythingNamedIsThere(Template template) {
        List<String> known = new ArrayList<>(Yaml.names(template.part("Parameters")));
        known.addAll(Yaml.names(template.part("Resources")));

        assertThat(known).containsAll(template.references());
        assertThat(Yaml.names(template.part("Conditions"))).containsAll(template.conditionsInUse());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyParameterAndConditionIsUsed(Template template) {
        assertThat(template.references()).containsAll(Yaml.names(template.part("Parameters")));
        assertThat(template.conditionsInUse()).containsAll(Yaml.names(template.part("Conditions")));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyParameterIsDescribedAndInOneGroup(Template template) {
        List<String> grouped = Yaml.list(template.content()
                        .path("Metadata")
                        .path("AWS::CloudFormation::Interface")
                        .path("ParameterGroups"))
                .flatMap(group -> Yaml.list(group.path("Parameters")))
                .map(JsonNode::asText)
                .toList();

        assertThat(grouped).containsExactlyInAnyOrderElementsOf(Yaml.names(template.part("Parameters")));
        assertThat(template.part("Parameters"))
                .allSatisfy(parameter ->
                        assertThat(parameter.path("Description").asText()).isNotBlank());
    }

    /** What people type into a form can be read again, by CloudFormation's callers, in Studio, in CloudTrail. */
    @ParameterizedTest
    @MethodSource("templates")
    void noSecretIsAParameter(Template template) {
        JsonNode parameters = template.part("Parameters");

        assertThat(parameters).noneMatch(parameter -> parameter.has("NoEcho"));
        // Where the token is kept may be asked.
        assertThat(Yaml.names(parameters))
                .filteredOn(name -> !name.endsWith("TokenSecret"))
                .noneMatch(name -> name.matches(".*(Token|Pat(?![a-z])|Password|PrivateKey).*"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyOutputIsDescribed(Template template) {
        assertThat(template.part("Outputs"))
                .isNotEmpty()
                .allSatisfy(output ->
                        assertThat(output.path("Description").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void anOutputThatIsTheValueOfASettingHasItsNameAndItsVariable(Template template) {
        for (String name : Yaml.names(template.part("Outputs"))) {
            String description =
                    template.part("Outputs").path(name).path("Description").asText();
            Setting.called(name)
                    .ifPresentOrElse(
                            setting -> assertThat(description).isEqualTo(setting.variable()),
                            () -> assertThat(description).doesNotContain("DROVER_"));
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatBecomesOfDataIsSaid(Template template) {
        JsonNode resources = template.part("Resources");

        for (String id : Yaml.names(resources)) {
            if (STATEFUL.contains(resources.path(id).path("Type").asText())) {
                assertThat(resources.path(id).path("DeletionPolicy").asText())
                        .as("DeletionPolicy of %s", id)
                        .isIn("Delete", "Retain", "RetainExceptOnCreate", "Snapshot");
                assertThat(resources.path(id).path("UpdateReplacePolicy").asText())
                        .as("UpdateReplacePolicy of %s", id)
                        .isIn("Delete", "Retain", "Snapshot");
            }
        }
    }

    /** The stack of {@code events.yaml} is called {@code drover-events} unless somebody says otherwise. */
    @ParameterizedTest
    @MethodSource("templates")
    void whatComesFromAnotherStackIsExportedThere(Template template) {
        for (String imported : imports(template)) {
            String[] parts = imported.replaceFirst("^\\$\\{(\\w+)}-", "$1 ").split(" ", -1);
            String stack = template.part("Parameters")
                    .path(parts[0])
                    .path("Default")
                    .asText()
                    .replaceFirst("^drover-(?!role)", "");

            assertThat(exports(Template.named(stack))).contains("${AWS::StackName}-" + parts[1]);
        }
    }

    @Test
    void everyExportIsNamedAsItsOutput() {
        for (Template template : templates()) {
            JsonNode outputs = template.part("Outputs");
            Yaml.names(outputs).stream()
                    .filter(name -> outputs.path(name).has("Export"))
                    .forEach(name -> assertThat(outputs.path(name)
                                    .at("/Export/Name/Fn::Sub")
                                    .asText())
                            .isEqualTo("${AWS::StackName}-" + name));
        }
    }

    @Test
    void everyExportIsUsedByAnotherTemplate() {
        assertThat(templates())
                .flatExtracting(TemplatesTest::exports)
                .extracting(TemplatesTest::exported)
                .isNotEmpty()
                .isSubsetOf(templates().stream()
                        .flatMap(template -> imports(template).stream())
                        .map(TemplatesTest::exported)
                        .toList());
    }

    @Test
    void cfnLintFindsNothing() throws Exception {
        Tool cfnLint = Tool.named("cfn-lint", "--version");
        assumeThat(cfnLint.isInstalled())
                .as("cfn-lint is not installed: pip install cfn-lint")
                .isTrue();

        Tool.Result result = cfnLint.run(
                "--non-zero-exit-code", "warning", Template.FOLDER + "/*.yaml", Template.FOLDER + "/products/*.yaml");

        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    /** Without the name of the stack. */
    private static String exported(String name) {
        return name.replaceFirst(".*}-", "");
    }

    private static List<String> imports(Template template) {
        return Yaml.all(template.content())
                .map(node -> node.path("Fn::ImportValue").path("Fn::Sub"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .distinct()
                .toList();
    }

    private static List<String> exports(Template template) {
        return Stream.of(template.part("Outputs"))
                .flatMap(Yaml::elements)
                .map(output -> output.at("/Export/Name/Fn::Sub").asText(""))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
