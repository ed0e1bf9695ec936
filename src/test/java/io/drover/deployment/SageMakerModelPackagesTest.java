package io.drover.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.SettableClock;
import io.drover.event.ModelVersion;
import io.drover.failure.Permanent;
import io.drover.sandbox.aws.AwsStandIn;
import io.drover.sandbox.aws.Clients;
import io.drover.sandbox.aws.ModelGroupScene;
import io.drover.sandbox.aws.ModelPackageScene;
import io.drover.sandbox.http.CallLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

class SageMakerModelPackagesTest {
    private static final CallLog LOG = new CallLog();
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-02T08:00:00Z"));
    private static AwsStandIn aws;
    private static ModelPackages packages;
    private static int number;

    private String project = "";
    private ModelGroupScene group = noGroup();
    private int callsBefore;

    @BeforeAll
    static void start() {
        aws = new AwsStandIn(LOG, CLOCK);
        SageMakerClient sageMaker = Clients.of(aws, SageMakerClient.builder());
        packages = new SageMakerModelPackages(model -> sageMaker);
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void aGroupOfAProject() {
        project = "project" + number++;
        group = aws.models(aws.project(project));
        callsBefore = LOG.calls().size();
    }

    @AfterEach
    void everythingFitsTheModels() {
        assertThat(aws.violations()).isEmpty();
        aws.pagesOf(100);
    }

    @Test
    void aGroupsTagsNameItsProjectByOneCall() {
        assertThat(packages.findProject(registered())).contains(new ModelProject(AwsStandIn.DOMAIN, project));
        assertThat(calls()).containsExactly("ListTags");
    }

    @Test
    void theTagsAreFoundWhateverPageTheyAreOn() {
        aws.pagesOf(1);

        assertThat(packages.findProject(registered())).contains(new ModelProject(AwsStandIn.DOMAIN, project));
    }

    @Test
    void theTagsOfSageMakerUnifiedStudioAloneDoAsWell() {
        ModelGroupScene other = aws.modelGroup("studio-" + project);
        aws.tags(other.arn(), Map.of("AmazonDataZoneDomain", "dzd_1", "AmazonDataZoneProject", "p1"));

        assertThat(packages.findProject(version(other.register()))).contains(new ModelProject("dzd_1", "p1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "sagemaker:project-id", "AmazonDataZoneDomain"})
    void aGroupThatDoesNotNameBothIsNobodys(String tag) {
        ModelGroupScene other = aws.modelGroup("other-" + project + tag.length());
        ModelVersion model = version(other.register());

        assertThat(packages.findProject(model)).isEmpty();
        aws.tags(other.arn(), Map.of(tag, "x"));

        assertThat(packages.findProject(model)).isEmpty();
    }

    @Test
    void aGroupThatIsGoneIsPermanentAndSaysWhatToDo() {
        ModelVersion gone =
                ModelVersion.parse("arn:aws:sagemaker:us-east-1:111122223333:model-package/gone-" + project + "/1");

        assertThatThrownBy(() -> packages.findProject(gone))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("sagemaker:ListTags")
                .hasMessageContaining("model-package-group/gone-" + project)
                .hasMessageContaining("its account and region");
    }

    @Test
    void accessDeniedIsPermanentAndSaysWhatToGrant() {
        ModelVersion model = registered();
        aws.deny("sagemaker", "ListTags", 1);

        assertThatThrownBy(() -> packages.findProject(model))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("is not authorized")
                .hasMessageContaining("Give Drover's role sagemaker:ListTags");
    }

    @Test
    void throttlingIsTriedAgainByTheSdkAndThenByTheRoute() {
        ModelVersion model = registered();
        aws.throttle("sagemaker", "ListTags", 1);
        assertThat(packages.findProject(model)).isPresent();
        aws.throttle("sagemaker", "ListTags", 4);

        assertThatThrownBy(() -> packages.findProject(model))
                .isInstanceOfSatisfying(
                        SageMakerException.class,
                        e -> assertThat(e.isThrottlingException()).isTrue());
    }

    @Test
    void theOtherApprovedVersionIsTheNewestBesidesThisOne() {
        register("Approved");
        ModelPackageScene second = register("Approved");
        register("Rejected");
        ModelPackageScene fourth = register("Approved");
        register("PendingManualApproval");
        aws.pagesOf(1);

        assertThat(packages.findOtherApproved(version(fourth))).contains(version(second));
        assertThat(packages.findOtherApproved(version(second))).contains(version(fourth));
    }

    @Test
    void theFirstApprovedVersionHasNoOther() {
        ModelPackageScene only = register("Approved");

        assertThat(packages.findOtherApproved(version(only))).isEmpty();
        assertThat(calls()).containsExactly("ListModelPackages");
    }

    @Test
    void metadataIsWrittenOnceBesidesWhatIsThere() {
        ModelPackageScene scene = register("Approved");
        ModelVersion model = version(scene);
        packages.ensureMetadata(model, Map.of("owner", "churn team"));
        callsBefore = LOG.calls().size();

        packages.ensureMetadata(model, Map.of("deployment.conclusion", "success", "owner", "churn team"));
        packages.ensureMetadata(model, Map.of("deployment.conclusion", "success"));

        assertThat(scene.metadata()).isEqualTo(Map.of("deployment.conclusion", "success", "owner", "churn team"));
        assertThat(calls()).containsExactly("DescribeModelPackage", "UpdateModelPackage", "DescribeModelPackage");
    }

    @Test
    void metadataThatSageMakerDoesNotTakeIsMadeFit() {
        ModelPackageScene scene = register("Approved");

        packages.ensureMetadata(version(scene), Map.of("run?", "https://github.com/acme/x?a=1#b\n" + "😀".repeat(300)));

        assertThat(scene.metadata())
                .isEqualTo(Map.of("run_", "https://github.com/acme/x_a=1_b" + "_".repeat(256 - 31)));
    }

    @Test
    void metadataOfAVersionThatIsGoneIsPermanent() {
        ModelVersion gone = ModelVersion.parse(version(register("Approved")).arn() + "7");

        assertThatThrownBy(() -> packages.ensureMetadata(gone, Map.of("a", "b")))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("sagemaker:DescribeModelPackage");
    }

    @Test
    void aConflictPassesByItself() {
        ModelVersion model = version(register("Approved"));
        aws.refuse("sagemaker", "UpdateModelPackage", 1, "ConflictException", "Somebody else changes it");

        assertThatThrownBy(() -> packages.ensureMetadata(model, Map.of("a", "b")))
                .isInstanceOf(SageMakerException.class);
        packages.ensureMetadata(model, Map.of("a", "b"));
    }

    private static ModelGroupScene noGroup() {
        return aws.modelGroup("none");
    }

    private ModelVersion registered() {
        return version(group.register());
    }

    /** A minute after the one before. */
    private ModelPackageScene register(String approval) {
        CLOCK.tick(Duration.ofMinutes(1));
        return group.register(approval);
    }

    private static ModelVersion version(ModelPackageScene scene) {
        return ModelVersion.parse(scene.arn());
    }

    private List<String> calls() {
        return LOG.calls().subList(callsBefore, LOG.calls().size()).stream()
                .map(call -> call.operation())
                .toList();
    }
}
