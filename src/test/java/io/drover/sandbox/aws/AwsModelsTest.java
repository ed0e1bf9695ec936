package io.drover.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.SettableClock;
import io.drover.sandbox.http.CallLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;
import software.amazon.awssdk.services.sagemaker.model.Tag;

/** Plays the life of models and looks at them with the SDK's own client. */
class AwsModelsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T08:31:07.250Z"));
    private final AwsStandIn aws = new AwsStandIn(new CallLog(), clock);
    private final SageMakerClient sageMaker = Clients.of(aws, SageMakerClient.builder());
    private final ModelGroupScene group = aws.models(aws.project("churn"));

    @AfterEach
    void everythingFitsTheModels() {
        sageMaker.close();
        aws.close();
        assertThat(aws.violations()).isEmpty();
    }

    @Test
    void aRegisteredVersionWaitsForApproval() {
        ModelPackageScene registered = group.register();

        var described = sageMaker.describeModelPackage(r -> r.modelPackageName(registered.arn()));

        assertThat(described.modelApprovalStatus()).isEqualTo(ModelApprovalStatus.PENDING_MANUAL_APPROVAL);
        assertThat(described.modelPackageGroupName()).isEqualTo("aiops-churn-models");
        assertThat(described.modelPackageVersion()).isEqualTo(1);
        assertThat(described.creationTime()).isEqualTo(clock.instant());
        assertThat(group.register().arn()).endsWith(":model-package/aiops-churn-models/2");
        assertThat(sageMaker
                        .describeModelPackageGroup(r -> r.modelPackageGroupName(group.name()))
                        .modelPackageGroupArn())
                .isEqualTo(group.arn());
    }

    @Test
    void thePersonsWayAndTheCallsWayAreOne() {
        ModelPackageScene first = group.register();
        ModelPackageScene second = group.register();

        first.approve("good");
        sageMaker.updateModelPackage(r -> r.modelPackageArn(second.arn())
                .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                .approvalDescription("good"));

        List<JsonNode> events = events(4);
        assertThat(withoutVersion(events.get(2))).isEqualTo(withoutVersion(events.get(3)));
        assertThat(List.of(first.approval(), second.approval())).containsOnly("Approved");
    }

    @ParameterizedTest
    @CsvSource({"registered, ''", "approved, approve", "rejected, reject", "metadata-update, metadata"})
    void anEventHasTheShapeOfAwss(String sample, String change) {
        ModelPackageScene version = group.register("metadata".equals(change) ? "Approved" : "PendingManualApproval");
        clock.tick(Duration.ofMinutes(44));
        switch (change) {
            case "approve" -> version.approve("MSE 3.9, approved by review board");
            case "reject" -> version.reject("bias found");
            case "metadata" ->
                sageMaker.updateModelPackage(r -> r.modelPackageArn(version.arn())
                        .customerMetadataProperties(
                                Map.of("deployment.run", "https://github.com/acme-mlops/x/actions/runs/1")));
            default -> {}
        }

        List<JsonNode> events = events(change.isEmpty() ? 1 : 2);
        JsonNode event = events.get(events.size() - 1);
        JsonNode real = file("model-package-" + sample);

        assertThat(fields(event)).isEqualTo(fields(real));
        assertThat(fields(event.path("detail"))).isEqualTo(fields(real.path("detail")));
        assertThat(texts(event.at("/detail/UpdatedModelPackageFields")))
                .isEqualTo(texts(real.at("/detail/UpdatedModelPackageFields")));
        assertThat(event.at("/detail/LastModifiedTime")).isEqualTo(event.path("time"));
        assertThat(event.at("/resources/0").asText()).isEqualTo(version.arn());
        assertThat(event.path("region").asText()).isEqualTo(AwsStandIn.REGION);
    }

    @Test
    void aChangeCanSendSeveralEventsThatDifferOnlyInTheirIds() {
        ModelPackageScene version = group.eventsPerChange(3).register();

        List<JsonNode> events = events(3);

        assertThat(events).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
        assertThat(events)
                .extracting(event -> event.path("detail"))
                .containsOnly(events.get(0).path("detail"));
        assertThat(version.version()).isEqualTo(1);
    }

    @Test
    void twoChangesNeverHaveTheSameSecond() {
        ModelPackageScene version = group.register();
        version.approve("good");
        version.reject("biased");
        version.approve("better now");

        assertThat(events(4))
                .extracting(event -> event.at("/detail/LastModifiedTime").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void editsReachTheFeedToo() {
        ModelPackageScene version = group.register("Approved");
        version.describe("no news");
        version.lifeCycle("Production", "Approved");
        version.lifeCycle("Production", "Approved");

        assertThat(events(3))
                .extracting(event -> texts(event.at("/detail/UpdatedModelPackageFields")))
                .containsExactly(Set.of(), Set.of("ApprovalDescription"), Set.of("ModelLifeCycle"));
    }

    @Test
    void customerMetadataIsMergedAndRemovedByKey() {
        ModelPackageScene version = group.register();
        sageMaker.updateModelPackage(
                r -> r.modelPackageArn(version.arn()).customerMetadataProperties(Map.of("a", "1", "b", "2")));

        sageMaker.updateModelPackage(r -> r.modelPackageArn(version.arn())
                .customerMetadataProperties(Map.of("b", "3"))
                .customerMetadataPropertiesToRemove("a", "z"));

        assertThat(version.metadata()).isEqualTo(Map.of("b", "3"));
        assertThat(sageMaker
                        .describeModelPackage(r -> r.modelPackageName(version.arn()))
                        .customerMetadataProperties())
                .isEqualTo(Map.of("b", "3"));
    }

    @Test
    void versionsAreListedByGroupAndStatusInOrderPageByPage() {
        for (int i = 0; i < 5; i++) {
            group.register(i % 2 == 0 ? "Approved" : "Rejected");
            clock.tick(Duration.ofMinutes(1));
        }
        aws.models(aws.project("other")).register("Approved");
        aws.pagesOf(2);

        assertThat(versions(group.name(), ModelApprovalStatus.APPROVED, SortOrder.DESCENDING))
                .containsExactly(5, 3, 1);
        assertThat(versions(group.arn(), null, SortOrder.ASCENDING)).containsExactly(1, 2, 3, 4, 5);
        assertThat(sageMaker.listModelPackages(r -> {}).modelPackageSummaryList())
                .isEmpty();
        assertThat(sageMaker
                        .listModelPackages(r ->
                                r.modelPackageType(ModelPackageType.VERSIONED).maxResults(100))
                        .modelPackageSummaryList())
                .hasSize(2);
    }

    @Test
    void theTagsOfAProjectsGroupNameTheProjectPageByPage() {
        aws.pagesOf(1);

        assertThat(sageMaker.listTagsPaginator(r -> r.resourceArn(group.arn())).tags().stream())
                .contains(
                        Tag.builder().key("sagemaker:project-id").value("churn").build(),
                        Tag.builder()
                                .key("AmazonDataZoneDomain")
                                .value(AwsStandIn.DOMAIN)
                                .build());
    }

    @Test
    void aGroupOfNobodysHasNoTagsUntilItGetsSome() {
        ModelGroupScene nobodys = aws.modelGroup("nobodys");

        assertThat(sageMaker.listTags(r -> r.resourceArn(nobodys.arn())).tags()).isEmpty();
        sageMaker.addTags(r -> r.resourceArn(nobodys.arn())
                .tags(Tag.builder().key("team").value("churn").build()));

        assertThat(sageMaker.listTags(r -> r.resourceArn(nobodys.arn())).tags()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsRefused() {
        String none = group.arn().replace("churn", "none");
        String noVersion = none.replace("-group", "") + "/1";

        assertThatThrownBy(() -> sageMaker.listTags(r -> r.resourceArn(none))).isInstanceOf(SageMakerException.class);
        assertThatThrownBy(() -> sageMaker.describeModelPackageGroup(r -> r.modelPackageGroupName(none)))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> sageMaker.listModelPackages(r -> r.modelPackageGroupName(none)))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> sageMaker.describeModelPackage(r -> r.modelPackageName(noVersion)))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> sageMaker.updateModelPackage(
                        r -> r.modelPackageArn(noVersion).modelApprovalStatus(ModelApprovalStatus.APPROVED)))
                .hasMessageContaining("does not exist");
    }

    private List<Integer> versions(String ofGroup, @Nullable ModelApprovalStatus status, SortOrder order) {
        return sageMaker
                .listModelPackagesPaginator(r -> r.modelPackageGroupName(ofGroup)
                        .modelApprovalStatus(status)
                        .sortOrder(order))
                .modelPackageSummaryList()
                .stream()
                .map(ModelPackageSummary::modelPackageVersion)
                .toList();
    }

    /** So many, and no more, are in the model feed. */
    private List<JsonNode> events(int count) {
        await().untilAsserted(
                        () -> assertThat(aws.messages(aws.modelEventsQueue())).hasSize(count));
        return aws.messages(aws.modelEventsQueue()).stream()
                .map(message -> Json.read(message.body()))
                .toList();
    }

    private static String withoutVersion(JsonNode event) {
        return event.path("detail")
                .toString()
                .replaceAll("models/\\d", "models/N")
                .replaceAll("Version\":\\d", "");
    }

    private static Set<String> fields(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode file(String name) {
        try (InputStream file =
                Objects.requireNonNull(AwsModelsTest.class.getResourceAsStream("/events/" + name + ".json"))) {
            return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
