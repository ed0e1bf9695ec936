package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.datazone.model.EnvironmentSummary;
import software.amazon.awssdk.services.datazone.model.GetProjectResponse;
import software.amazon.awssdk.services.datazone.model.ProjectSummary;
import software.amazon.awssdk.services.datazone.model.Resource;
import software.amazon.awssdk.services.datazone.model.ResourceNotFoundException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.SpaceDetails;
import software.amazon.awssdk.services.sagemaker.model.SpaceStatus;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Looks at the scenes of projects with the SDK's own clients. */
class AwsProjectTest {
    private static final String DOMAIN = AwsStandIn.DOMAIN;
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.parse("2026-01-05T10:00:00Z"));
    private static AwsStandIn aws;
    private static DataZoneClient dataZone;
    private static SageMakerClient sageMaker;
    private static ResourceGroupsTaggingApiClient tagging;

    @BeforeAll
    static void start() {
        aws = new AwsStandIn(new CallLog(), NOW::get);
        dataZone = Clients.of(aws, DataZoneClient.builder());
        sageMaker = Clients.of(aws, SageMakerClient.builder());
        tagging = Clients.of(aws, ResourceGroupsTaggingApiClient.builder());
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @AfterEach
    void everythingFitsTheModels() {
        assertThat(aws.violations()).isEmpty();
        aws.pagesOf(100);
        aws.foreignSageMakerDomains(0);
    }

    @Test
    void deploymentStatusesAdvanceByPollsAndByTime() {
        aws.project("p-status")
                .deployment(StatusScript.polls("PENDING_DEPLOYMENT", 2)
                        .thenLasting("IN_PROGRESS", Duration.ofSeconds(30))
                        .then("SUCCESSFUL"));

        assertThat(List.of(deployment("p-status"), deployment("p-status"), deployment("p-status")))
                .containsExactly("PENDING_DEPLOYMENT", "PENDING_DEPLOYMENT", "IN_PROGRESS");
        assertThat(environmentNamed("p-status", "Tooling").statusAsString()).isEqualTo("CREATING");
        NOW.updateAndGet(now -> now.plusSeconds(31));

        assertThat(deployment("p-status")).isEqualTo("SUCCESSFUL");
        assertThat(environmentNamed("p-status", "Tooling").statusAsString()).isEqualTo("ACTIVE");
    }

    @Test
    void aFailedDeploymentSaysWhy() {
        aws.project("p-failed")
                .deployment(StatusScript.always("FAILED_DEPLOYMENT"))
                .failure("Tooling", "No subnet left");

        var details = getProject("p-failed").environmentDeploymentDetails();

        assertThat(details.overallDeploymentStatusAsString()).isEqualTo("FAILED_DEPLOYMENT");
        assertThat(details.environmentFailureReasons().values())
                .singleElement()
                .satisfies(reasons -> assertThat(reasons.get(0).message()).isEqualTo("No subnet left"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        aws.project("p-gone").gone();

        assertThatThrownBy(() -> getProject("p-gone")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> dataZone.getDomain(r -> r.identifier("dzd_nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() ->
                        dataZone.getEnvironment(r -> r.domainIdentifier(DOMAIN).identifier("none")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> sageMaker.describeDomain(r -> r.domainId("d-nobody")))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void aProjectNeedsOneLine() {
        ProjectScene scene = aws.project("p-simple");

        GetProjectResponse project = getProject("p-simple");
        var profile =
                dataZone.getProjectProfile(r -> r.domainIdentifier(DOMAIN).identifier(project.projectProfileId()));
        var domain = dataZone.getDomain(r -> r.identifier(DOMAIN));

        assertThat(project.projectStatusAsString()).isEqualTo("ACTIVE");
        assertThat(project.userParameters().get(0).environmentParameters())
                .anySatisfy(parameter -> assertThat(parameter.value()).isEqualTo("acme-ml/churn-build"));
        assertThat(profile.name()).isEqualTo("regression");
        assertThat(profile.environmentConfigurations().get(0).awsAccount().awsAccountId())
                .isEqualTo(scene.account());
        assertThat(domain.arn()).isEqualTo(scene.resources().dataZoneDomainArn());
        assertThat(dataZone.listDomains(r -> {}).items())
                .anySatisfy(item -> assertThat(item.id()).isEqualTo(DOMAIN));
    }

    @Test
    void anAccountPoolMovesTheAccountToTheUserParameters() {
        aws.project("p-pool").profile("pool-profile", "pooled").accountPool();

        var profile = dataZone.getProjectProfile(r -> r.domainIdentifier(DOMAIN).identifier("pool-profile"));

        assertThat(profile.environmentConfigurations().get(0).awsAccount()).isNull();
        assertThat(getProject("p-pool")
                        .userParameters()
                        .get(0)
                        .environmentResolvedAccount()
                        .awsAccountId())
                .isEqualTo(AwsStandIn.ACCOUNT);
    }

    @Test
    void toolingNamesWhatItProvisioned() {
        ProjectScene scene = aws.project("p-tooling")
                .environment(new EnvironmentScene("env-other", "Lakehouse", "ACTIVE", Map.of("glueDb", "glue_db")));
        aws.pagesOf(1);

        String id = environmentNamed("p-tooling", "Tooling").id();
        var environment =
                dataZone.getEnvironment(r -> r.domainIdentifier(DOMAIN).identifier(id));

        assertThat(environments("p-tooling"))
                .extracting(EnvironmentSummary::name)
                .containsExactly("Lakehouse", "Tooling");
        assertThat(environment.provisionedResources())
                .extracting(Resource::name)
                .contains(
                        "sageMakerDomainId",
                        "userRoleArn",
                        "s3BucketPath",
                        "gitConnectionArn",
                        "gitFullRepositoryId",
                        "gitBranchName",
                        "kmsKeyArn");
        assertThat(environment.provisionedResources())
                .anySatisfy(resource ->
                        assertThat(resource.value()).isEqualTo(scene.resources().executionRoleArn()));
    }

    @Test
    void aDomainWithoutToolingIsFoundByItsTagsAmongAThousand() {
        ProjectScene scene = aws.project("p-tags").withoutTooling();
        aws.foreignSageMakerDomains(1000);

        List<ResourceTagMapping> found = tagging
                .getResourcesPaginator(r -> r.resourceTypeFilters("sagemaker:domain")
                        .tagFilters(TagFilter.builder()
                                .key("AmazonDataZoneProject")
                                .values("p-tags")
                                .build()))
                .resourceTagMappingList()
                .stream()
                .toList();

        assertThat(environments("p-tags")).isEmpty();
        assertThat(found).singleElement().satisfies(mapping -> {
            assertThat(mapping.resourceARN()).isEqualTo(scene.resources().sageMakerDomainArn());
            assertThat(mapping.tags())
                    .anySatisfy(tag ->
                            assertThat(tag.value()).isEqualTo(scene.resources().artifactPath()));
        });
        assertThat(sageMaker.listDomainsPaginator(r -> r.maxResults(100)).domains().stream())
                .hasSizeGreaterThan(1000);
        assertThat(
                        tagging
                                .getResourcesPaginator(r -> r.resourceTypeFilters("sagemaker"))
                                .resourceTagMappingList()
                                .stream())
                .hasSizeGreaterThan(1000);
    }

    @Test
    void aSpaceGetsIntoService() {
        ProjectScene scene = aws.project("p-space")
                .sageMakerDomain("d-space")
                .spaces(
                        new SpaceScene(
                                "first",
                                "alice",
                                StatusScript.polls("Pending", 2).then("InService")),
                        new SpaceScene("second", "bob", StatusScript.always("Failed")));
        aws.pagesOf(1);

        assertThat(spaces(SortOrder.ASCENDING))
                .extracting(SpaceDetails::spaceName)
                .containsExactly("first", "second");
        assertThat(spaces(SortOrder.DESCENDING))
                .extracting(SpaceDetails::spaceName)
                .containsExactly("second", "first");
        var space = sageMaker.describeSpace(r -> r.domainId("d-space").spaceName("first"));
        var owner = sageMaker.describeUserProfile(r ->
                r.domainId("d-space").userProfileName(space.ownershipSettings().ownerUserProfileName()));
        var domain = sageMaker.describeDomain(r -> r.domainId("d-space"));

        assertThat(space.status()).isEqualTo(SpaceStatus.IN_SERVICE);
        assertThat(space.spaceArn()).isEqualTo(scene.resources().spaceArn("first"));
        assertThat(owner.userProfileArn()).isEqualTo(scene.resources().userProfileArn("alice"));
        assertThat(domain.defaultSpaceSettings().executionRole())
                .isEqualTo(scene.resources().executionRoleArn());
    }

    @Test
    void thereIsNoSageMakerDomainBeforeTheProjectIsDeployed() {
        aws.project("p-early").sageMakerDomain("d-early").deployment(StatusScript.always("IN_PROGRESS"));

        assertThat(sageMaker.listSpaces(r -> r.domainIdEquals("d-early")).spaces())
                .isEmpty();
        assertThatThrownBy(() -> sageMaker.describeDomain(r -> r.domainId("d-early")))
                .isInstanceOf(SageMakerException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void tagsCanBeReadAndAdded() {
        String group = aws.project("p-model").resources().modelPackageGroupArn();

        sageMaker.addTags(r -> r.resourceArn(group)
                .tags(Tag.builder().key("team").value("churn").build()));

        assertThat(sageMaker.listTags(r -> r.resourceArn(group)).tags())
                .extracting(Tag::key)
                .contains("sagemaker:project-id", "AmazonDataZoneDomain", "team");
    }

    @Test
    void projectsAreListedPageByPage() {
        for (int i = 0; i < 5; i++) {
            aws.project("dzd_list", "p" + i);
        }
        aws.pagesOf(2);

        assertThat(dataZone.listProjectsPaginator(r -> r.domainIdentifier("dzd_list")).items().stream())
                .extracting(ProjectSummary::id)
                .containsExactly("p0", "p1", "p2", "p3", "p4");
    }

    private static String deployment(String project) {
        return getProject(project).environmentDeploymentDetails().overallDeploymentStatusAsString();
    }

    private static GetProjectResponse getProject(String project) {
        return dataZone.getProject(r -> r.domainIdentifier(DOMAIN).identifier(project));
    }

    private static List<EnvironmentSummary> environments(String project) {
        return dataZone
                .listEnvironmentsPaginator(r -> r.domainIdentifier(DOMAIN).projectIdentifier(project))
                .items()
                .stream()
                .toList();
    }

    private static EnvironmentSummary environmentNamed(String project, String name) {
        return environments(project).stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<SpaceDetails> spaces(SortOrder order) {
        return sageMaker.listSpacesPaginator(r -> r.domainIdEquals("d-space").sortOrder(order)).spaces().stream()
                .toList();
    }
}
