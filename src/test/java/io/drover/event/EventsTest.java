package io.drover.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Events events = new Events();

    @Test
    void readsDomainProjectAndRepositoryOfACreatedProject() {
        ProjectEvent event = events.readProjectEvent(file("create-project"));

        assertThat(event)
                .isEqualTo(new ProjectCreated("dzd_abc123def456", "4x7p9q2w1e3r5t", "acme-ml/churn-build", false));
        assertThat(((ProjectCreated) event).subject()).isEqualTo("dzd_abc123def456/4x7p9q2w1e3r5t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create-project-hidden", "create-project-no-parameters"})
    void aRepositoryThatTheEventDoesNotShowIsAbsent(String name) {
        assertThat(events.readProjectEvent(file(name)))
                .isEqualTo(new ProjectCreated("dzd_abc123def456", "4x7p9q2w1e3r5t", null, false));
    }

    @Test
    void aFailedCallIsIgnoredAndSaysWhy() {
        assertThat(events.readProjectEvent(file("create-project-failed")))
                .isEqualTo(new Ignored("the call CreateProject had failed with AccessDeniedException"));
    }

    @Test
    void aDeletedProjectIsNamed() {
        assertThat(events.readProjectEvent(file("delete-project")))
                .isEqualTo(new ProjectDeleted("dzd_abc123def456", "4x7p9q2w1e3r5t"));
    }

    @Test
    void aRequestOfTheSweepGoesThroughAProjectOnceMore() throws Exception {
        var request = Reconciliation.of("dzd_abc123def456", "4x7p9q2w1e3r5t", List.of("A secret is missing."), true);
        JsonNode sent = JSON.readTree(JSON.writeValueAsBytes(request));

        assertThat(events.readProjectEvent(sent))
                .isEqualTo(new ProjectCreated("dzd_abc123def456", "4x7p9q2w1e3r5t", null, true));
    }

    @Test
    void aRequestForAProjectThatWasNeverBegunIsAsGoodAsItsOwnEvent() throws Exception {
        var request = Reconciliation.of("dzd_abc123def456", "4x7p9q2w1e3r5t", List.of("Its event never came."), false);
        JsonNode sent = JSON.readTree(JSON.writeValueAsBytes(request));

        assertThat(events.readProjectEvent(sent))
                .isEqualTo(new ProjectCreated("dzd_abc123def456", "4x7p9q2w1e3r5t", null, false));
    }

    @Test
    void createProjectOfAnotherServiceIsIgnored() {
        ObjectNode event = file("create-project");
        detail(event).put("eventSource", "iotsitewise.amazonaws.com");

        assertThat(events.readProjectEvent(event)).isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"***\"", "\"HIDDEN_DUE_TO_SECURITY_REASONS\"", "\"\"", "null", "7", "[]"})
    void aValueThatIsHiddenNullOrNoTextIsAbsent(String hidden) throws JsonProcessingException {
        ObjectNode event = file("create-project");
        JsonNode value = JSON.readTree(hidden);
        detail(event).withObject("/responseElements").set("domainId", value);
        ((ObjectNode) event.at("/detail/requestParameters/userParameters/0/environmentParameters/1"))
                .set("value", value);

        ProjectEvent read = events.readProjectEvent(event);

        assertThat(read).isEqualTo(new ProjectCreated("dzd_abc123def456", "4x7p9q2w1e3r5t", null, false));
    }

    @Test
    void aMissingDomainIsTakenFromTheRequest() {
        ObjectNode event = file("create-project");
        detail(event).withObject("/responseElements").remove("domainId");
        detail(event).withObject("/requestParameters").put("domainIdentifier", "dzd-other");

        assertThat(events.readProjectEvent(event)).extracting("domainId").isEqualTo("dzd-other");
    }

    @Test
    void theRepositoryIsFoundInAnyGroupOfParameters() throws JsonProcessingException {
        ObjectNode event = file("create-project");
        detail(event).withObject("/requestParameters").set("userParameters", JSON.readTree("""
                        [7, null, {"environmentParameters": "***"}, {"environmentParameters": [{"name": 1}, "x"]},
                         {"environmentParameters": [{"name": "gitFullRepositoryId", "value": "***"}]},
                         {"environmentParameters": [{"name": "gitFullRepositoryId", "value": "acme-ml/found"}]}]
                        """));

        assertThat(events.readProjectEvent(event)).extracting("buildRepository").isEqualTo("acme-ml/found");
    }

    @Test
    void anIdThatDataZoneDoesNotGiveIsPermanentAndShownWithoutControlCharacters() {
        ObjectNode event = file("create-project");
        detail(event).withObject("/responseElements").put("id", "x\r\n\u001B[31m\u0085\u2028\u202E");

        assertThatThrownBy(() -> events.readProjectEvent(event))
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("project id 'x???[31m???' is not one that DataZone gives");
    }

    @Test
    void aLongIdIsShownInPartAndNeverCutWithinACharacter() {
        ObjectNode event = file("create-project");
        detail(event).withObject("/responseElements").put("id", "x" + "😀".repeat(1000));

        String reason = reason(event);

        assertThat(reason).hasSizeLessThan(250);
        assertThat(harmful(reason)).isEmpty();
    }

    @Test
    void whatIsNoEventSaysWhatToDo() throws JsonProcessingException {
        assertThat(reason(JSON.readTree("[1]")))
                .contains("no EventBridge event")
                .contains("Check what sends");
    }

    static Iterable<BadEvent> badEvents() {
        return BadEvents.all();
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void aBadEventComesToItsFate(BadEvent bad) {
        Throwable problem = catchThrowable(() -> read(bad));

        if (bad.fate() == Fate.PARKED) {
            assertThat(problem).isInstanceOfAny(JacksonException.class, Permanent.class);
        } else {
            assertThat(problem).isNull();
        }
        if (problem instanceof Failure failure) {
            assertThat(failure.reason()).hasSizeLessThan(400);
            assertThat(harmful(failure.reason())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("badEvents")
    void whatIsDroppedSaysWhyInHarmlessWords(BadEvent bad) throws IOException {
        if (bad.fate() != Fate.DROPPED) {
            return;
        }

        assertThat(read(bad)).isInstanceOfSatisfying(Ignored.class, ignored -> {
            assertThat(ignored.reason()).hasSizeLessThan(300);
            assertThat(harmful(ignored.reason())).isEmpty();
        });
    }

    @Test
    void thereAreManyBadEventsEachWithANameOfItsOwn() {
        assertThat(BadEvents.all())
                .hasSizeGreaterThan(100)
                .extracting(BadEvent::name)
                .doesNotHaveDuplicates();
    }

    /** As the route does it. */
    private ProjectEvent read(BadEvent bad) throws IOException {
        return events.readProjectEvent(JSON.readValue(bad.body(), JsonNode.class));
    }

    private String reason(JsonNode event) {
        return String.valueOf(
                catchThrowable(() -> events.readProjectEvent(event)).getMessage());
    }

    /** Control characters, those that change how a line looks, and halves of characters. */
    static List<String> harmful(String text) {
        return text.codePoints()
                .filter(c -> Character.toString(c).matches("[\\p{C}\\p{Zl}\\p{Zp}]"))
                .mapToObj("U+%04X"::formatted)
                .toList();
    }

    private static ObjectNode detail(ObjectNode event) {
        return event.withObject("/detail");
    }

    private static ObjectNode file(String name) {
        try (InputStream file = EventsTest.class.getResourceAsStream("/events/datazone-" + name + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
