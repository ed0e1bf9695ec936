package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launch role of sagemaker-projects.yaml makes and deletes all that the templates of projects hold, and little more. */
class LaunchRoleTest {
    private static final Template TEMPLATE = Template.named("sagemaker-projects");
    private static final JsonNode ROLE = TEMPLATE.resource("LaunchRole").path("Properties");

    /** By property with a name, what stands before it in an ARN. */
    private static final Map<String, String> KINDS = Map.of(
            "BucketName", "",
            "ModelPackageGroupName", "model-package-group/",
            "CodeRepositoryName", "code-repository/",
            "Path", "role");

    static Stream<String> typesInProjects() {
        return Template.products().stream()
                .flatMap(product -> Yaml.elements(product.part("Resources")))
                .map(resource -> resource.path("Type").asText())
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("typesInProjects")
    void itMayMakeReadChangeAndDelete(String type) {
        assertThat(actions(policy("Resources"), policy("Stacks"))).containsAll(ResourceHandlers.of(type));
    }

    @Test
    void itMayTouchNothingElse() {
        Set<String> needed = typesInProjects()
                .flatMap(type -> ResourceHandlers.of(type).stream())
                .collect(Collectors.toSet());

        assertThat(needed).containsAll(actions(policy("Resources")));
    }

    @ParameterizedTest
    @MethodSource("namesInProjects")
    void itMayTouchWhatIsCalled(String name) {
        assertThat(Yaml.all(policy("Resources"))
                        .map(node -> node.path("Fn::Sub").asText())
                        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1)))
                .anyMatch(pattern -> name.matches(pattern.replace("*", ".*")));
    }

    /** As ARNs end. */
    static Stream<String> namesInProjects() {
        return Template.products().stream()
                .flatMap(product -> Yaml.elements(product.part("Resources")))
                .map(resource -> resource.path("Properties"))
                .flatMap(properties -> KINDS.entrySet().stream()
                        .filter(kind -> properties.has(kind.getKey()))
                        .map(kind -> kind.getValue() + ProductsTest.filled(properties.path(kind.getKey()))))
                .distinct();
    }

    @Test
    void theRolesThatItMakesStayWithinTheBoundaryAndItGivesThemToNobody() {
        for (Statement statement : statements(policy("Resources"))) {
            if (statement.actions().stream().anyMatch(action -> action.matches("iam:(Create|Put).*"))) {
                assertThat(statement
                                .condition("StringEquals", "iam:PermissionsBoundary")
                                .toString())
                        .contains("{\"Ref\":\"ProjectBoundary\"}", "{\"Ref\":\"ProjectBoundaryArn\"}");
            }
        }
        assertThat(actions(ROLE))
                .doesNotContain("iam:PassRole", "iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary");
    }

    @Test
    void theBoundaryHoldsWhatTheRolesOfProjectsMayDo() {
        Set<String> used = Template.products().stream()
                .flatMap(product -> actions(product.resource("PipelineRole").at("/Properties/Policies")).stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actions(TEMPLATE.resource("ProjectBoundary"))).isEqualTo(used);
    }

    /** Characters without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
    @Test
    void policiesAreNotTooLongForIam() {
        assertThat(ROLE.path("Policies").toString().length()).isLessThan(10_240);
        assertThat(TEMPLATE.resource("ProjectBoundary")
                        .at("/Properties/PolicyDocument")
                        .toString()
                        .length())
                .isLessThan(6_144);
    }

    private static JsonNode policy(String name) {
        return Yaml.list(ROLE.path("Policies"))
                .filter(policy -> policy.path("PolicyName").asText().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static List<Statement> statements(JsonNode node) {
        return Yaml.all(node)
                .filter(part -> part.path("Effect").asText().equals("Allow"))
                .map(part -> new Statement("sagemaker-projects.yaml", part))
                .toList();
    }

    private static Set<String> actions(JsonNode... nodes) {
        return Stream.of(nodes)
                .flatMap(node -> statements(node).stream())
                .filter(statement -> !statement.hasPrincipal())
                .flatMap(statement -> statement.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
