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

/** No policy of the templates allows more than it says why. */
class PoliciesTest {
    /**
     * Actions that may be allowed on everything, and why.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
     *     What AWS lets each action be limited to</a>
     */
    private static final Map<String, String> ON_EVERYTHING = Map.ofEntries(
            Map.entry("datazone:ListProjects", "DataZone has no ARN of a project"),
            Map.entry("datazone:GetProject", "DataZone has no ARN of a project"),
            Map.entry("datazone:GetProjectProfile", "DataZone has no ARN of a profile"),
            Map.entry("datazone:ListEnvironments", "DataZone has no ARN of an environment"),
            Map.entry("datazone:GetEnvironment", "DataZone has no ARN of an environment"),
            Map.entry("tag:GetResources", "a list over all services"),
            Map.entry("sagemaker:ListSpaces", "a list"),
            Map.entry("sagemaker:ListProjects", "a list"),
            Map.entry("cloudwatch:PutMetricData", "limited by namespace, not by ARN"),
            Map.entry("cloudformation:GetTemplateSummary", "a template is not a stack"),
            Map.entry("cloudformation:ValidateTemplate", "a template is not a stack"),
            Map.entry("cloudformation:ListExports", "a list"),
            Map.entry("ecr:GetAuthorizationToken", "logs in to the registry, not to a repository"));

    /** Actions that may be allowed on everything under a condition, and why. */
    private static final Map<String, String> ON_EVERYTHING_IF = Map.of(
            "s3:GetObject", "Service Catalog's bucket is not known, but the tag of what it keeps there",
            "kms:CreateKey", "a key is not there before, but the tag that it must get",
            "kms:TagResource", "goes with kms:CreateKey");

    /** Others administer a key. */
    private static final Set<String> USE_A_KEY = Set.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey");

    /** Services whose documentation knows no condition for the roles that they take. */
    private static final Set<String> WITHOUT_CONDITIONS =
            Set.of("ec2.amazonaws.com", "servicecatalog.amazonaws.com", "cloudformation.amazonaws.com");

    static List<Statement> statements() {
        return Template.all().stream()
                .flatMap(template -> template.statements().stream())
                .toList();
    }

    static Stream<Statement> allowing() {
        return statements().stream().filter(Statement::allows);
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void noActionIsAWildcard(Statement statement) {
        assertThat(statement.actions()).isNotEmpty().noneMatch(action -> action.contains("*"));
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void everythingIsAResourceOnlyWhereThereIsAReason(Statement statement) {
        if (statement.isOnEverything() && !statement.isOfKey()) {
            boolean hasCondition = !statement.content().path("Condition").isEmpty();
            assertThat(hasCondition ? ON_EVERYTHING_IF.keySet() : ON_EVERYTHING.keySet())
                    .containsAll(statement.actions());
        }
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void keysAreUsedThroughOneServiceOnly(Statement statement) {
        if (statement.actions().stream().anyMatch(USE_A_KEY::contains)) {
            assertThat(statement.condition("StringEquals", "kms:ViaService").isMissingNode())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void nobodyTakesARoleWithoutACondition(Statement statement) {
        List<String> services = Yaml.list(statement.content().at("/Principal/Service"))
                .map(JsonNode::asText)
                .toList();
        boolean couldHaveOne = services.isEmpty() || !WITHOUT_CONDITIONS.containsAll(services);
        if (statement.actions().stream().anyMatch(action -> action.startsWith("sts:")) && couldHaveOne) {
            assertThat(statement.content().path("Condition")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void everyoneIsEveryoneOfThisAccount(Statement statement) {
        JsonNode principal = statement.content().path("Principal");
        if (principal.asText().equals("*") || principal.path("AWS").asText().equals("*")) {
            assertThat(statement
                            .condition("StringEquals", "kms:CallerAccount")
                            .path("Ref")
                            .asText())
                    .isEqualTo("AWS::AccountId");
        }
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void gitHubsTokensAreForAwsAndOfOneOrganization(Statement statement) {
        String trusted = statement.content().path("Principal").path("Federated").toString();
        if (trusted.contains("Provider")) {
            assertThat(statement.content().at("/Condition/StringEquals").toString())
                    .contains("token.actions.githubusercontent.com:aud\":\"sts.amazonaws.com\"");
            assertThat(statement
                            .condition("StringLike", "token.actions.githubusercontent.com:sub")
                            .path("Fn::Sub")
                            .asText())
                    .isEqualTo("repo:${GithubOrganization}/*");
        }
    }

    @ParameterizedTest
    @MethodSource("allowing")
    void onlySageMakerAndEcsAreGivenRoles(Statement statement) {
        if (statement.actions().contains("iam:PassRole")) {
            assertThat(statement
                            .condition("StringEquals", "iam:PassedToService")
                            .asText())
                    .isIn("sagemaker.amazonaws.com", "ecs-tasks.amazonaws.com");
        }
    }

    @Test
    void queuesBucketsAndTopicsRefuseWhoComesWithoutTls() {
        for (Template template : Template.all()) {
            for (Map.Entry<String, String> kind : Map.of(
                            "AWS::SQS::Queue", "AWS::SQS::QueuePolicy",
                            "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
                            "AWS::SNS::Topic", "AWS::SNS::TopicPolicy")
                    .entrySet()) {
                for (String id : template.resources(kind.getKey())) {
                    assertThat(template.resources(kind.getValue()))
                            .as("%s %s", template, id)
                            .anyMatch(policy -> refusesWithoutTls(template.resource(policy), id));
                }
            }
        }
    }

    private static boolean refusesWithoutTls(JsonNode policy, String id) {
        return policy.path("Properties").toString().contains("{\"Ref\":\"" + id + "\"}")
                && Yaml.list(policy.at("/Properties/PolicyDocument/Statement"))
                        .anyMatch(statement -> statement.path("Effect").asText().equals("Deny")
                                && statement.path("Principal").asText().equals("*")
                                && statement
                                        .at("/Condition/Bool/aws:SecureTransport")
                                        .asText()
                                        .equals("false"));
    }

    @Test
    void theServiceMayDoWhatItsRoutesNeedAndNothingElse() {
        Set<String> allowed = Template.named("drover-role").statements().stream()
                .filter(statement -> !statement.hasPrincipal())
                .flatMap(statement -> statement.actions().stream())
                .filter(action -> !action.startsWith("kms:"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(allowed).isEqualTo(NeededActions.granted());
    }
}
