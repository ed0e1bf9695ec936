package io.drover.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.event.ProjectCreated;
import io.drover.failure.Obsolete;
import io.drover.failure.Permanent;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.aws.EnvironmentScene;
import io.drover.sandbox.aws.ProjectScene;
import io.drover.sandbox.aws.SpaceScene;
import io.drover.sandbox.aws.StatusScript;
import io.drover.sandbox.http.CallLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.datazone.DataZoneClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;

class SageMakerProjectsTest {
    private static final CallLog LOG = new CallLog();
    private static AwsStandIn aws;
    private static Projects projects;
    private static int number;

    private String id = "";
    private ProjectScene scene = noScene();
    private int callsBefore;

    @BeforeAll
    static void start() {
        aws = new AwsStandIn(LOG);
        projects = AwsProjects.projects(
                Clients.of(aws, DataZoneClient.builder()),
                Clients.of(aws, SageMakerClient.builder()),
                Clients.of(aws, ResourceGroupsTaggingApiClient.builder()));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void aProjectThatIsReady() {
        id = "project" + number++;
        scene = aws.project(id).sageMakerDomain("d-" + id);
        callsBefore = LOG.calls().size();
    }

    @AfterEach
    void everythingFitsTheModels() {
        assertThat(aws.violations()).isEmpty();
        aws.foreignSageMakerDomains(0);
        aws.pagesOf(100);
    }

    @Test
    void aReadyProjectHasEverythingThatItRunsOn() {
        scene.name("churn")
                .domainUnit("unit3")
                .profile("profile-" + id, "Regression")
                .repository("acme-ml/made", "main");

        Project project = describe(null);

        assertThat(project.name()).isEqualTo("churn");
        assertThat(project.workspace())
                .isEqualTo(new StudioWorkspace(
                        "unit3",
                        "Regression",
                        "acme-ml/made",
                        AwsStandIn.ACCOUNT,
                        AwsStandIn.REGION,
                        scene.resources().sageMakerDomainArn(),
                        scene.resources().spaceArn("default-space"),
                        scene.resources().executionRoleArn(),
                        scene.resources().artifactBucket()));
    }

    @Test
    void theEventsRepositoryCountsMoreThanTheProjects() {
        assertThat(describe("acme-ml/of-the-event").studioWorkspace().buildRepository())
                .isEqualTo("acme-ml/of-the-event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_DEPLOYMENT", "IN_PROGRESS"})
    void aProjectThatIsBeingDeployedIsWaitingAndCostsOneCall(String status) {
        scene.deployment(StatusScript.always(status));

        Project project = describe(null);

        assertThat(project.isWaiting()).isTrue();
        assertThat(project.explanation()).contains(status);
        assertThat(calls()).containsExactly("GetProject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED_VALIDATION", "FAILED_DEPLOYMENT"})
    void aProjectThatFailedSaysWithAwssOwnReasonsWhy(String status) {
        scene.deployment(StatusScript.always(status))
                .failure("Tooling", "Role cannot be assumed")
                .failure("Lakehouse", "Quota exceeded");

        Project project = describe(null);

        assertThat(project.isWaiting()).isFalse();
        assertThatThrownBy(project::workspace)
                .isInstanceOf(Permanent.class)
                .hasMessageContaining(status)
                .hasMessageContaining("Tooling: DEPLOYMENT_FAILED Role cannot be assumed")
                .hasMessageContaining("Lakehouse: DEPLOYMENT_FAILED Quota exceeded");
    }

    @Test
    void aFailureWithoutReasonsSaysWhereToLook() {
        scene.deployment(StatusScript.always("FAILED_DEPLOYMENT"));

        assertThat(describe(null).explanation()).contains("no reason given").contains("environments");
    }

    @Test
    void aProjectThatIsBeingDeletedIsGone() {
        scene.status("DELETING");

        assertThat(describe(null).readiness()).isEqualTo(new Readiness.Gone("The project is being deleted."));
    }

    @Test
    void aProjectWhoseDeletionFailedNeedsSomebody() {
        scene.status("DELETE_FAILED");

        assertThat(describe(null).explanation()).contains("deletion has failed").contains("delete it once more");
    }

    @Test
    void aProjectThatWasNeverSeenHasFailedSinceDroverMayLookInTheWrongPlace() {
        scene.gone();

        Project project = describe(null);

        assertThat(project.readiness()).isInstanceOf(Readiness.Failed.class);
        assertThat(project.explanation()).contains("was deleted", "another account or region");
        assertThat(project.name()).isEqualTo(id);
    }

    @Test
    void aProjectThatVanishesIsGone() {
        Project seen = describe(null);
        scene.gone();

        Project now = projects.describe(seen);

        assertThat(now.readiness()).isInstanceOf(Readiness.Gone.class);
        assertThatExceptionOfType(Obsolete.class).isThrownBy(now::workspace).withMessageContaining("was deleted");
    }

    @Test
    void allProjectsOfADomainAreListed() {
        List<ListedProject> listed = projects.list(AwsStandIn.DOMAIN);

        assertThat(listed).anySatisfy(project -> {
            assertThat(project.projectId()).isEqualTo(id);
            assertThat(project.domainId()).isEqualTo(AwsStandIn.DOMAIN);
            assertThat(project.active()).isTrue();
            assertThat(project.createdAt()).isBefore(Instant.now());
        });
    }

    @Test
    void aDomainThatCannotBeListedIsNamed() {
        aws.refuse("datazone", "ListProjects", 1, "ValidationException", "No such domain");

        assertThatExceptionOfType(Permanent.class)
                .isThrownBy(() -> projects.list("dzd_nowhere"))
                .withMessageContaining("dzd_nowhere")
                .withMessageContaining("drover.reconcile.domains");
    }

    @Test
    void accessDeniedIsPermanentAndSaysWhatToGrant() {
        aws.deny("datazone", "GetProject", 1);

        assertThatThrownBy(() -> describe(null))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("is not authorized")
                .hasMessageContaining("datazone:GetProject")
                .hasMessageContaining("member of the project");
    }

    @Test
    void accessDeniedBySageMakerIsPermanentToo() {
        aws.deny("sagemaker", "DescribeDomain", 1);

        assertThatThrownBy(() -> describe(null))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("SageMaker does not let Drover see project");
    }

    @Test
    void aPendingSpaceIsWaitedFor() {
        scene.spaces(new SpaceScene(
                "first", "alice", StatusScript.polls("Pending", 1).then("InService")));

        assertThat(describe(null).explanation()).contains("No space of SageMaker domain d-" + id);
        assertThat(describe(null).isWaiting()).isFalse();
    }

    @Test
    void aDomainWithoutSpacesIsWaitedFor() {
        scene.spaces();

        assertThat(describe(null).isWaiting()).isTrue();
    }

    @Test
    void theFirstSpaceInServiceIsTakenWhateverPageItIsOn() {
        scene.spaces(
                new SpaceScene("failed", "alice", StatusScript.always("Failed")),
                new SpaceScene("pending", "bob", StatusScript.always("Pending")),
                new SpaceScene("good", "carol", StatusScript.always("InService")),
                new SpaceScene("late", "dave", StatusScript.always("InService")));
        aws.pagesOf(1);

        assertThat(describe(null).studioWorkspace().spaceArn())
                .isEqualTo(scene.resources().spaceArn("good"));
    }

    @Test
    void aDomainWithoutToolingIsFoundByItsTags() {
        scene.withoutTooling();

        StudioWorkspace workspace = describe(null).studioWorkspace();

        assertThat(workspace.sageMakerDomainArn()).isEqualTo(scene.resources().sageMakerDomainArn());
        assertThat(workspace.artifactBucket()).isEqualTo(scene.resources().artifactBucket());
        assertThat(calls()).contains("GetResources");
    }

    @Test
    void toolingIsAskedFirstAndTheTagsNotAtAll() {
        scene.environment(new EnvironmentScene("lake" + id, "Lakehouse", "ACTIVE", Map.of("glueDb", "glue_db")));

        assertThat(describe(null).isWaiting()).isFalse();

        assertThat(calls()).doesNotContain("GetResources").containsOnlyOnce("GetEnvironment");
    }

    @Test
    void theAccountOfAPoolIsTheOneThatTheProjectGot() {
        scene.profile("pool-" + id, "Pooled").accountPool();

        assertThat(describe(null).studioWorkspace().deployAccount()).isEqualTo(AwsStandIn.ACCOUNT);
    }

    @Test
    void aPoolWithoutTheProjectsParametersIsPermanent() {
        scene.profile("pool-" + id, "Pooled").accountPool().withoutUserParameters();

        assertThatThrownBy(() -> describe(null))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("Profile 'Pooled'")
                .hasMessageContaining("names no AWS account");
    }

    @Test
    void aHiddenRepositoryIsTakenFromTooling() {
        scene.withoutUserParameters().repository("acme-ml/of-tooling", "main");

        assertThat(describe(null).studioWorkspace().buildRepository()).isEqualTo("acme-ml/of-tooling");
    }

    @Test
    void aRepositoryThatNobodyNamesIsPermanent() {
        scene.withoutUserParameters().withoutTooling();

        assertThatThrownBy(() -> describe(null))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("names no Git repository")
                .hasMessageContaining("GitHub connection");
    }

    @Test
    void theNumberOfCallsDoesNotGrowWithForeignDomains() {
        List<String> with1 = callsWithForeignDomains(1);

        assertThat(callsWithForeignDomains(100)).isEqualTo(with1);
        assertThat(callsWithForeignDomains(1000)).isEqualTo(with1);
        assertThat(with1).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void theNumberOfCallsDoesNotGrowWithForeignDomainsWhenTagsAreAskedEither() {
        scene.withoutTooling();

        assertThat(callsWithForeignDomains(1000)).isEqualTo(callsWithForeignDomains(1));
    }

    @Test
    void aWaitingProjectIsAskedAboutAgain() {
        scene.deployment(StatusScript.polls("IN_PROGRESS", 1).then("SUCCESSFUL"));

        Project first = describe(null);

        assertThat(first.isWaiting()).isTrue();
        assertThat(projects.describe(first).isWaiting()).isFalse();
    }

    private static ProjectScene noScene() {
        return aws.project("none");
    }

    private List<String> callsWithForeignDomains(int count) {
        aws.foreignSageMakerDomains(count);
        callsBefore = LOG.calls().size();
        assertThat(describe(null).isWaiting()).isFalse();
        return calls();
    }

    private Project describe(@Nullable String buildRepository) {
        return projects.describe(new ProjectCreated(AwsStandIn.DOMAIN, id, buildRepository, false));
    }

    private List<String> calls() {
        return LOG.calls().subList(callsBefore, LOG.calls().size()).stream()
                .map(call -> call.operation())
                .toList();
    }
}
