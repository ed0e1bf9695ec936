package io.drover.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.event.BadEvents.BadEvent;
import io.drover.event.BadEvents.Fate;
import io.drover.failure.Failure;
import io.drover.failure.Permanent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEventsTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ModelVersion MODEL = new ModelVersion(
            "arn:aws:sagemaker:eu-west-1:111122223333:model-package/churn-model-p-1a2b3c4d5e6f/3",
            "churn-model-p-1a2b3c4d5e6f");
    private static final String METRICS =
            "s3://mlops-churn-model-111122223333/churn-model-p-1a2b3c4d5e6f/evaluation/evaluation.json";

    private final Events events = new Events();

    @Test
    void anApprovalTellsTheVersionTheReasonAndWhereItsMetricsAre() {
        ModelChanged approved = changed(file("model-package-approved"));

        assertThat(approved)
                .isEqualTo(new ModelChanged(
                        MODEL,
                        ModelStatus.APPROVED,
                        Instant.parse("2026-03-02T09:15:42Z"),
                        "MSE 3.9, approved by review board",
                        METRICS));
        assertThat(approved.isApproved()).isTrue();
        assertThat(approved.subject()).isEqualTo("churn-model-p-1a2b3c4d5e6f/3");
        assertThat(approved.key()).isEqualTo(MODEL.arn() + " Approved 2026-03-02T09:15:42Z");
    }

    @Test
    void aRejectionTellsTheReason() {
        ModelChanged rejected = changed(file("model-package-rejected"));

        assertThat(rejected.isRejected()).isTrue();
        assertThat(rejected.description()).isEqualTo("bias found");
        assertThat(rejected.at()).isEqualTo("2026-03-02T11:02:10Z");
    }

    @Test
    void aNewVersionThatWaitsForApprovalIsRegistered() {
        ModelChanged registered = changed(file("model-package-registered"));

        assertThat(registered.isRegistered()).isTrue();
        assertThat(registered.description()).isNull();
        assertThat(registered.metrics()).isEqualTo(METRICS);
    }

    @Test
    void aVersionHasTheAccountTheRegionAndTheGroupOfItsArn() {
        assertThat(MODEL.account()).isEqualTo("111122223333");
        assertThat(MODEL.region()).isEqualTo("eu-west-1");
        assertThat(MODEL.version()).isEqualTo(3);
        assertThat(MODEL.groupArn())
                .isEqualTo("arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/churn-model-p-1a2b3c4d5e6f");
        assertThat(ModelVersion.parse(MODEL.arn())).isEqualTo(MODEL);
    }

    @Test
    void anEditOfAnApprovedVersionIsIgnoredAndSaysWhy() {
        assertThat(events.readModelEvent(file("model-package-metadata-update")))
                .isEqualTo(new Ignored(
                        "an edit of model package churn-model-p-1a2b3c4d5e6f/3 left its approval as it was"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["ModelLifeCycle"] | false
            ["ApprovalDescription"] | false
            ["CustomerMetadataProperties", "sourceUri", "InferenceSpecification"] | false
            ["ModelLifeCycle", "ModelApprovalStatus"] | true
            [] | true
            null | true
            """)
    void onlyAChangeOfTheApprovalOrOneThatNamesNoFieldsIsAnApproval(String fields, boolean approval)
            throws IOException {
        ObjectNode event = file("model-package-approved");
        detail(event).set("UpdatedModelPackageFields", JSON.readTree(fields));

        assertThat(events.readModelEvent(event)).isInstanceOf(approval ? ModelChanged.class : Ignored.class);
    }

    @Test
    void aVersionThatWasRegisteredAsApprovedIsAnApprovalOfItsCreation() {
        ObjectNode event = file("model-package-registered");
        detail(event).put("ModelApprovalStatus", "Approved").remove("LastModifiedTime");

        ModelChanged approved = changed(event);

        assertThat(approved.isApproved()).isTrue();
        assertThat(approved.at()).isEqualTo("2026-03-02T08:31:07Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pending", "InProgress", "Failed", "Deleting"})
    void aPackageThatIsNotCompletedIsIgnored(String progress) {
        ObjectNode event = file("model-package-approved");
        detail(event).put("ModelPackageStatus", progress);

        assertThat(events.readModelEvent(event))
                .isEqualTo(new Ignored(
                        "model package churn-model-p-1a2b3c4d5e6f/3 is %s, not Completed".formatted(progress)));
    }

    @Test
    void severalEventsOfOneChangeHaveOneKeyHoweverTheyWriteItsTime() {
        ObjectNode milliseconds = file("model-package-approved");
        milliseconds.put("id", "another").put("time", "2026-03-02T09:15:49Z");
        detail(milliseconds).put("LastModifiedTime", 1772442942731L);
        ObjectNode offset = file("model-package-approved");
        detail(offset).put("LastModifiedTime", "2026-03-02T10:15:42.5+01:00");

        Set<String> keys = new TreeSet<>();
        keys.add(changed(file("model-package-approved")).key());
        keys.add(changed(milliseconds).key());
        keys.add(changed(offset).key());

        assertThat(keys).hasSize(1);
    }

    @Test
    void approvedRejectedAndApprovedAgainAreThreeChanges() {
        ObjectNode again = file("model-package-approved");
        detail(again).put("LastModifiedTime", "2026-03-02T12:00:00Z");

        Set<String> keys = new TreeSet<>();
        keys.add(changed(file("model-package-approved")).key());
        keys.add(changed(file("model-package-rejected")).key());
        keys.add(changed(again).key());

        assertThat(keys).hasSize(3);
    }

    @Test
    void theLongestKeyFitsTheLedger() {
        String group = "g".repeat(63);
        ModelVersion model =
                ModelVersion.parse("arn:aws-us-isof-example-zon:sagemaker:eu-isoe-west-100:111122223333:model-package/"
                        + group + "/999999999");

        String key =
                new ModelChanged(model, ModelStatus.PENDING, Instant.parse("9999-12-31T23:59:59Z"), null, null).key();

        assertThat(key).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void aGroupKeepsItsCapitalsThoughItsArnHasNone() {
        ObjectNode event = file("model-package-approved");
        detail(event).put("ModelPackageGroupName", "Churn-Model-p-1a2b3c4d5e6f");

        assertThat(changed(event).model().group()).isEqualTo("Churn-Model-p-1a2b3c4d5e6f");
    }

    @Test
    void aHiddenGroupIsTakenFromTheArn() {
        ObjectNode event = file("model-package-approved");
        detail(event).put("ModelPackageGroupName", "***");

        assertThat(changed(event).model()).isEqualTo(MODEL);
    }

    @Test
    void theSourceMayBeAListAsInAwssOwnSample() {
        ObjectNode event = file("model-package-approved");
        event.putArray("source").add("aws.sagemaker");

        assertThat(changed(event).isApproved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"***", "", "ftp://models/evaluation.json", "s3://models/a\nb", "s3://models/\u202Eb", "s3://"})
    void metricsThatAreNowhereAreAbsent(String metrics) {
        ObjectNode event = file("model-package-approved");
        detail(event).withObject("/ModelMetrics/ModelQuality/Statistics").put("S3Uri", metrics);

        assertThat(changed(event).metrics()).isNull();
    }

    @Test
    void aDescriptionIsPutOnOneLineAndOneThatIsTooLongIsAbsent() {
        ObjectNode event = file("model-package-approved");
        detail(event).put("ApprovalDescription", "good\r\n\u001B[31menough");
        ObjectNode tooLong = file("model-package-approved");
        detail(tooLong).put("ApprovalDescription", "x".repeat(1025));

        assertThat(changed(event).description()).isEqualTo("good [31menough");
        assertThat(changed(tooLong).description()).isNull();
    }

    @Test
    void cloudTrailTellsWhoApproved() {
        assertThat(events.readModelEvent(file("cloudtrail-update-model-package")))
                .isEqualTo(new ModelReviewed(
                        MODEL,
                        ModelStatus.APPROVED,
                        Instant.parse("2026-03-02T09:15:42Z"),
                        "arn:aws:sts::111122223333:assumed-role/lead_data_scientist_role/SageMaker"));
    }

    @Test
    void cloudTrailMayWriteParametersWithCapitals() {
        ObjectNode event = file("cloudtrail-update-model-package");
        ObjectNode request = detail(event).withObject("/requestParameters").removeAll();
        request.put("ModelPackageArn", MODEL.arn()).put("ModelApprovalStatus", "Rejected");

        assertThat(events.readModelEvent(event)).extracting("status").isEqualTo(ModelStatus.REJECTED);
    }

    @Test
    void anEventOfAnotherKindIsIgnored() {
        assertThat(events.readModelEvent(file("datazone-create-project")))
                .isEqualTo(new Ignored(
                        "event AWS API Call via CloudTrail of aws.datazone is not about a model package of SageMaker"));
    }

    @Test
    void aVersionOfAnotherGroupIsPermanentAndSaysWhatToDo() {
        ObjectNode event = file("model-package-approved");
        detail(event).put("ModelPackageGroupName", "other");

        assertThatThrownBy(() -> events.readModelEvent(event))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("is not of group 'other'")
                .hasMessageContaining("check what sends");
    }

    static Iterable<BadEvent> badEvents() {
        return BadModelEvents.all();
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void aBadEventComesToItsFateInHarmlessWords(BadEvent bad) throws IOException {
        if (bad.fate() == Fate.DROPPED) {
            assertThat(read(bad)).isInstanceOfSatisfying(Ignored.class, ignored -> {
                assertThat(ignored.reason()).hasSizeLessThan(300);
                assertThat(EventsTest.harmful(ignored.reason())).isEmpty();
            });
            return;
        }
        Throwable problem = catchThrowable(() -> read(bad));

        assertThat(problem).isInstanceOfAny(JacksonException.class, Permanent.class);
        if (problem instanceof Failure failure) {
            assertThat(failure.reason()).hasSizeLessThan(400);
            assertThat(EventsTest.harmful(failure.reason())).isEmpty();
        }
    }

    @Test
    void thereAreManyBadEventsEachWithANameOfItsOwn() {
        assertThat(BadModelEvents.all())
                .hasSizeGreaterThan(100)
                .extracting(BadEvent::name)
                .doesNotHaveDuplicates();
    }

    /** As the route does it. */
    private ModelEvent read(BadEvent bad) throws IOException {
        return events.readModelEvent(JSON.readValue(bad.body(), JsonNode.class));
    }

    private ModelChanged changed(JsonNode event) {
        ModelEvent read = events.readModelEvent(event);
        assertThat(read).isInstanceOf(ModelChanged.class);
        return (ModelChanged) read;
    }

    private static ObjectNode detail(ObjectNode event) {
        return event.withObject("/detail");
    }

    private static ObjectNode file(String name) {
        try (InputStream file = ModelEventsTest.class.getResourceAsStream("/events/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
