package io.drover.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates that SageMaker Projects are made from: what they have in common, and what each one promises. */
class ProductsTest {
    private static final Template FIRST = Template.products().get(0);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:]+)}");

    /** As long as they get: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_Project.html; ids have 14 characters so far. */
    private static final Map<String, String> LONGEST = Map.of(
            "SageMakerProjectName",
            "A".repeat(32),
            "SageMakerProjectId",
            "p-" + "1".repeat(18),
            "AWS::Region",
            "us-isof-south-1",
            "AWS::AccountId",
            "111122223333");

    /** Parameters that every one has, and that Drover is not told by themselves. */
    private static final Set<String> COMMON =
            Set.of("PreProdAccountId", "ProdAccountId", "DataBucket", "EventsStack", "ProjectsStack");

    static List<Template> products() {
        return Template.products();
    }

    @ParameterizedTest
    @MethodSource("products")
    void modelsArtifactsAndPipelinesAreTheSameInAll(Template product) {
        for (String id : List.of("Models", "Bucket", "BucketPolicy", "Key")) {
            assertThat(product.resource(id)).as(id).isEqualTo(FIRST.resource(id));
        }
        JsonNode role = product.resource("PipelineRole").path("Properties");
        JsonNode firstRole = FIRST.resource("PipelineRole").path("Properties");
        assertThat(role.path("AssumeRolePolicyDocument")).isEqualTo(firstRole.path("AssumeRolePolicyDocument"));
        assertThat(role.path("PermissionsBoundary")).isEqualTo(firstRole.path("PermissionsBoundary"));
        assertThat(role.path("Path")).isEqualTo(firstRole.path("Path"));
        assertThat(role.at("/Policies/0")).isEqualTo(firstRole.at("/Policies/0"));
    }

    @ParameterizedTest
    @MethodSource("products")
    void theLongestNamesFitAndBucketsHaveNoCapitals(Template product) {
        assertThat(names(product))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name)
                        .hasSizeLessThanOrEqualTo(63)
                        .contains(LONGEST.getOrDefault("SageMakerProjectId", "")));
        assertThat(filled(product.resource("Bucket").at("/Properties/BucketName")))
                .matches("[a-z0-9-]{3,63}");
    }

    @ParameterizedTest
    @MethodSource("products")
    void everythingHasTheTagsOfTheProject(Template product) {
        for (String id : Yaml.names(product.part("Resources"))) {
            JsonNode resource = product.resource(id);
            if (!Set.of("AWS::S3::BucketPolicy", "Custom::DroverProject")
                    .contains(resource.path("Type").asText())) {
                assertThat(resource.at("/Properties/Tags").findValuesAsText("Key"))
                        .as(id)
                        .contains("sagemaker:project-id", "sagemaker:project-name");
            }
        }
    }

    /** A bucket without its policy or its key is open, or closed for ever. */
    @ParameterizedTest
    @MethodSource("products")
    void modelsAndArtifactsOutliveTheProjectAndAFailedCreationLeavesNothing(Template product) {
        for (String id : List.of("Models", "Bucket", "BucketPolicy", "Key")) {
            assertThat(product.resource(id).path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
            assertThat(product.resource(id).path("UpdateReplacePolicy").asText())
                    .isEqualTo("Retain");
        }
    }

    @ParameterizedTest
    @MethodSource("products")
    void artifactsAreEncryptedVersionedAndPrivate(Template product) {
        JsonNode bucket = product.resource("Bucket").path("Properties");

        assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault")
                        .path("SSEAlgorithm")
                        .asText())
                .isEqualTo("aws:kms");
        assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(bucket.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(JsonNode::asBoolean);
    }

    @ParameterizedTest
    @MethodSource("products")
    void droverIsToldTheTypeTheProjectAndWhatPeopleChose(Template product) {
        JsonNode told = product.resource("Project").path("Properties");

        assertThat(told.path("ProjectType").asText()).isEqualTo(type(product));
        assertThat(told.at("/ServiceToken/Fn::ImportValue/Fn::Sub").asText())
                .isEqualTo("${EventsStack}-ProjectRequestsTopicArn");
        assertThat(Yaml.names(told)).contains("ModelPackageGroupName", "ArtifactBucket", "PipelineRoleArn");
        assertThat(Yaml.names(product.part("Parameters")))
                .filteredOn(parameter -> !COMMON.contains(parameter))
                .allSatisfy(parameter ->
                        assertThat(told.path(parameter).path("Ref").asText()).isEqualTo(parameter));
    }

    @ParameterizedTest
    @MethodSource("products")
    void eachRepositoryIsLinkedOnceByWhatDroverAnswered(Template product) {
        List<String> links = product.resources("AWS::SageMaker::CodeRepository").stream()
                .map(id -> product.resource(id)
                        .at("/Properties/GitConfig/RepositoryUrl/Fn::Sub/1/Repository")
                        .toString())
                .toList();

        assertThat(links).doesNotHaveDuplicates().startsWith("{\"Ref\":\"Project\"}");
        assertThat(links.subList(1, links.size())).allMatch(link -> link.contains("[\"Project\",\"Repositories\"]"));
    }

    @ParameterizedTest
    @MethodSource("products")
    void serviceCatalogOffersItInStudioWithTheLaunchRole(Template product) {
        Template catalog = Template.named("service-catalog");

        String id = catalog.resources("AWS::ServiceCatalog::CloudFormationProduct").stream()
                .filter(offer ->
                        catalog.resource(offer).toString().contains("/${Version}/" + type(product) + ".yaml\""))
                .findAny()
                .orElseThrow();

        assertThat(catalog.resource(id).at("/Properties/Tags").toString())
                .isEqualTo("[{\"Key\":\"sagemaker:studio-visibility\",\"Value\":\"true\"}]");
        assertThat(of(catalog, "AWS::ServiceCatalog::PortfolioProductAssociation", id))
                .hasSize(1);
        assertThat(of(catalog, "AWS::ServiceCatalog::LaunchRoleConstraint", id)).hasSize(1);
    }

    private static List<String> of(Template catalog, String type, String product) {
        return catalog.resources(type).stream()
                .filter(id -> catalog.resource(id)
                        .at("/Properties/ProductId/Ref")
                        .asText()
                        .equals(product))
                .toList();
    }

    private static List<String> names(Template product) {
        return Yaml.elements(product.part("Resources"))
                .map(resource -> resource.path("Properties"))
                .flatMap(properties -> Stream.of("BucketName", "ModelPackageGroupName", "CodeRepositoryName")
                        .map(properties::path))
                .filter(name -> !name.isMissingNode())
                .map(ProductsTest::filled)
                .toList();
    }

    /** With the longest values. */
    static String filled(JsonNode name) {
        return VARIABLE.matcher(name.path("Fn::Sub").asText())
                .replaceAll(variable -> LONGEST.getOrDefault(variable.group(1), "?"));
    }

    private static String type(Template product) {
        return product.name().replace("products/", "");
    }
}
