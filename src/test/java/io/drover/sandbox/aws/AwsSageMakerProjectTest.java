package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.SettableClock;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeProjectResponse;
import software.amazon.awssdk.services.sagemaker.model.ListProjectsRequest;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ProjectSortBy;
import software.amazon.awssdk.services.sagemaker.model.ProjectSortOrder;
import software.amazon.awssdk.services.sagemaker.model.ProjectStatus;
import software.amazon.awssdk.services.sagemaker.model.ProjectSummary;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Looks at the scenes of SageMaker projects with the SDK's own clients, from one account and from another. */
class AwsSageMakerProjectTest {
    private static final String OTHER_ACCOUNT = "444455556666";
    private static final String OTHER_REGION = "eu-west-1";
    private static final String ROLE = "arn:aws:iam::444455556666:role/drover-reads";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:03Z"));
    private final AwsStandIn aws = new AwsStandIn(new CallLog(), clock);
    private final SageMakerClient sageMaker = Clients.of(aws, SageMakerClient.builder());
    private final CloudFormationClient cloudFormation = Clients.of(aws, CloudFormationClient.builder());
    private final StsClient sts = Clients.of(aws, StsClient.builder());
    private final SageMakerProjectScene scene = aws.sageMakerProject("churn");

    @AfterEach
    void everythingFitsTheModels() {
        List.of(sageMaker, cloudFormation, sts).forEach(client -> client.close());
        aws.close();
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void aProjectNeedsOneLine() {
        DescribeProjectResponse project = describe("churn");

        assertThat(project.projectStatus()).isEqualTo(ProjectStatus.CREATE_COMPLETED);
        assertThat(project.projectId()).isEqualTo(scene.id()).matches("p-[a-z0-9]{12}");
        assertThat(project.projectArn())
                .isEqualTo(scene.arn())
                .isEqualTo("arn:aws:sagemaker:us-east-1:111122223333:project/churn");
        assertThat(project.serviceCatalogProvisioningDetails().productId()).isEqualTo("prod-sandbox00001");
        assertThat(scene.group()).isEqualTo("churn-" + scene.id());
        assertThat(aws.sageMakerProject("churn")).isSameAs(scene);
    }

    @Test
    void aProjectShowsItsProductAndWhatThePersonChose() {
        scene.product("prod-abc").parameter("GitUser", "alice").failure("No quota left");

        DescribeProjectResponse project = describe("churn");

        assertThat(project.hasTemplateProviderDetails()).isFalse();
        assertThat(project.serviceCatalogProvisioningDetails().productId()).isEqualTo("prod-abc");
        assertThat(project.serviceCatalogProvisioningDetails().provisioningParameters())
                .extracting(each -> each.key() + "=" + each.value())
                .containsExactly("GitUser=alice");
        assertThat(project.serviceCatalogProvisionedProductDetails().provisionedProductStatusMessage())
                .isEqualTo("No quota left");
    }

    @Test
    void aProjectOfATemplateShowsTheTemplateAndItsStack() {
        scene.template("mlops").parameter("GitUser", "alice");

        DescribeProjectResponse project = describe("churn");

        assertThat(project.serviceCatalogProvisioningDetails()).isNull();
        var provider = project.templateProviderDetails().get(0).cfnTemplateProviderDetail();
        assertThat(provider.templateName()).isEqualTo("mlops");
        assertThat(provider.parameters()).hasSize(1);
        assertThat(provider.stackDetail().id()).isEqualTo(scene.stackArn()).contains(":stack/SP-churn-");
    }

    @Test
    void theStatusAdvancesAndTheStackFollows() {
        scene.status(StatusScript.polls("CreateInProgress", 1)
                .thenLasting("UpdateInProgress", Duration.ofMinutes(1))
                .then("UpdateFailed"));

        assertThat(describe("churn").projectStatus()).isEqualTo(ProjectStatus.CREATE_IN_PROGRESS);
        assertThat(stack(scene.stackArn()).stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
        assertThat(describe("churn").projectStatus()).isEqualTo(ProjectStatus.UPDATE_IN_PROGRESS);
        clock.tick(Duration.ofMinutes(2));

        assertThat(describe("churn").projectStatus()).isEqualTo(ProjectStatus.UPDATE_FAILED);
        assertThat(stack(scene.stackArn()).stackStatus()).isEqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> describe("nobodys"))
                .isInstanceOfSatisfying(
                        SageMakerException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"))
                .hasMessageContaining("Project nobodys does not exist");
        assertThatThrownBy(() -> stack("nobodys"))
                .isInstanceOfSatisfying(
                        CloudFormationException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
                .hasMessageContaining("Stack with id nobodys does not exist");
    }

    @Test
    void projectsAreListedByTimeOrNamePageByPage() {
        clock.tick(Duration.ofMinutes(1));
        aws.sageMakerProject("fraud");
        clock.tick(Duration.ofMinutes(1));
        aws.sageMakerProject("churn-2").status(StatusScript.always("DeleteFailed"));
        aws.sageMakerProject("left").gone();
        aws.pagesOf(2);

        assertThat(names(r -> {})).containsExactly("churn", "fraud", "churn-2");
        assertThat(names(r -> r.sortBy(ProjectSortBy.NAME).sortOrder(ProjectSortOrder.DESCENDING)))
                .containsExactly("fraud", "churn-2", "churn");
        assertThat(sageMaker
                        .listProjects(r -> r.nameContains("churn").maxResults(1))
                        .projectSummaryList())
                .extracting(ProjectSummary::projectName, ProjectSummary::projectStatus)
                .containsExactly(tuple("churn", ProjectStatus.CREATE_COMPLETED));
    }

    @Test
    void aStackIsFoundByArnAndNameAndNamesItsProject() {
        scene.parameter("GitUser", "alice");

        Stack stack = stack(scene.stackArn());

        assertThat(stack("SC-111122223333-" + scene.stackArn().replaceAll(".*-(pp-\\w+)/.*", "$1")))
                .isEqualTo(stack);
        assertThat(stack.parameters())
                .extracting(Parameter::parameterKey, Parameter::parameterValue)
                .containsExactly(
                        tuple("SageMakerProjectName", "churn"),
                        tuple("SageMakerProjectId", scene.id()),
                        tuple("GitUser", "alice"));
        assertThat(stack.tags())
                .extracting(tag -> tag.key() + "=" + tag.value())
                .containsExactly("sagemaker:project-id=" + scene.id(), "sagemaker:project-name=churn");
    }

    @Test
    void aDeletedStackIsStillFoundByItsArn() {
        String name = stack(scene.stackArn()).stackName();
        scene.gone();

        assertThat(stack(scene.stackArn()).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
        assertThat(stack(scene.stackArn()).deletionTime()).isEqualTo(clock.instant());
        assertThatThrownBy(() -> stack(name)).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> describe("churn")).hasMessageContaining("does not exist");
    }

    @Test
    void theModelsOfAProjectNameItAndNoDomain() {
        ModelPackageScene version = aws.models(scene).register("Approved");

        var tags =
                sageMaker.listTags(r -> r.resourceArn(aws.models(scene).arn())).tags();

        assertThat(version.arn()).contains(":model-package/" + scene.group() + "/1");
        assertThat(tags)
                .extracting(Tag::key, Tag::value)
                .containsExactly(
                        tuple("sagemaker:project-id", scene.id()),
                        tuple("sagemaker:project-name", "churn"),
                        tuple("sagemaker:project-arn", scene.arn()));
    }

    @Test
    void aFailedExecutionOfThePipelineTellsItsReason() {
        String arn = Json.read(scene.pipelineFailedEvent("Out of memory"))
                .at("/detail/pipelineExecutionArn")
                .asText();

        assertThat(sageMaker
                        .describePipelineExecution(r -> r.pipelineExecutionArn(arn))
                        .failureReason())
                .isEqualTo("Out of memory");
        assertThatThrownBy(() -> sageMaker.describePipelineExecution(r -> r.pipelineExecutionArn(arn + "x")))
                .hasMessageContaining("does not exist");
    }

    @Test
    void credentialsOfARoleTellItsAccountAndOfOthersThereAreNone() {
        assertThatThrownBy(() -> assumed())
                .isInstanceOfSatisfying(
                        StsException.class, e -> assertThat(e.statusCode()).isEqualTo(403))
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole on resource: " + ROLE);

        aws.assumableRole(ROLE);

        try (StsClient other = Clients.of(aws, StsClient.builder(), assumed(), OTHER_REGION)) {
            assertThat(other.getCallerIdentity().account()).isEqualTo(OTHER_ACCOUNT);
        }
        assertThat(sts.getCallerIdentity().account()).isEqualTo(AwsStandIn.ACCOUNT);
    }

    @Test
    void aProjectElsewhereIsSeenOnlyWithCredentialsOfItsAccountAndRegion() {
        SageMakerProjectScene elsewhere = aws.sageMakerProject("fraud").account(OTHER_ACCOUNT, OTHER_REGION);
        ModelPackageScene version = aws.models(elsewhere).register();
        aws.assumableRole(ROLE);

        try (var there = Clients.of(aws, SageMakerClient.builder(), assumed(), OTHER_REGION);
                var stacksThere = Clients.of(aws, CloudFormationClient.builder(), assumed(), OTHER_REGION)) {
            assertThat(there.describeProject(r -> r.projectName("fraud")).projectId())
                    .isEqualTo(elsewhere.id());
            assertThat(there.listProjects(r -> {}).projectSummaryList()).hasSize(1);
            assertThat(there.listTags(r -> r.resourceArn(aws.models(elsewhere).arn()))
                            .hasTags())
                    .isTrue();
            there.updateModelPackage(
                    r -> r.modelPackageArn(version.arn()).modelApprovalStatus(ModelApprovalStatus.APPROVED));
            assertThat(stacksThere
                            .describeStacks(r -> r.stackName(elsewhere.stackArn()))
                            .stacks())
                    .hasSize(1);
            assertThatThrownBy(() -> there.describeProject(r -> r.projectName("churn")))
                    .hasMessageContaining("does not exist");
        }
        assertThat(version.approval()).isEqualTo("Approved");
        assertUnseen(sageMaker, elsewhere, version);
        try (var wrongRegion = Clients.of(aws, SageMakerClient.builder(), assumed(), AwsStandIn.REGION)) {
            assertUnseen(wrongRegion, elsewhere, version);
        }
    }

    @Test
    void theTaggingApiShowsNoGroupsOfOtherAccounts() {
        aws.sageMakerProject("fraud").account(OTHER_ACCOUNT, OTHER_REGION);

        try (var tagging = Clients.of(aws, ResourceGroupsTaggingApiClient.builder())) {
            assertThat(tagging.getResources(r -> {}).resourceTagMappingList())
                    .extracting(mapping -> mapping.resourceARN())
                    .containsExactly(aws.models(scene).arn());
        }
    }

    private static void assertUnseen(SageMakerClient client, SageMakerProjectScene project, ModelPackageScene model) {
        String group = model.arn().replaceAll(":model-package/(.*)/\\d+", ":model-package-group/$1");
        assertThatThrownBy(() -> client.describeProject(r -> r.projectName(project.name())))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> client.listTags(r -> r.resourceArn(group))).isInstanceOf(SageMakerException.class);
        assertThatThrownBy(() -> client.describeModelPackage(r -> r.modelPackageName(model.arn())))
                .hasMessageContaining("does not exist");
    }

    private AwsCredentials assumed() {
        Credentials given =
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("drover")).credentials();
        return AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());
    }

    private DescribeProjectResponse describe(String project) {
        return sageMaker.describeProject(r -> r.projectName(project));
    }

    private Stack stack(String arnOrName) {
        return cloudFormation
                .describeStacks(r -> r.stackName(arnOrName))
                .stacks()
                .get(0);
    }

    private List<String> names(Consumer<ListProjectsRequest.Builder> asked) {
        return sageMaker.listProjectsPaginator(asked).stream()
                .flatMap(page -> page.projectSummaryList().stream())
                .map(ProjectSummary::projectName)
                .toList();
    }
}
