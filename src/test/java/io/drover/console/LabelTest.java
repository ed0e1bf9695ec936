package io.drover.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelTest {
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/111122223333/project-events";
    private static final Label LABEL =
            new Label("Grün ist aus. ".repeat(60), "Mend it.", "project-created", "run-7", QUEUE);

    @Test
    void saysAllBesideAnOrdinaryBody() {
        assertThat(LABEL.attributes("{}"))
                .containsOnlyKeys("flow", "queue", "run", "reason", "advice")
                .containsEntry("reason", LABEL.reason());
        assertThat(Label.of(LABEL.attributes("{}"))).isEqualTo(LABEL);
    }

    @Test
    void saysNothingOfWhatIsNotKnown() {
        var unread = new Label("No JSON.", "Drop it.", "project-created", null, null);

        assertThat(unread.attributes("{}")).containsOnlyKeys("flow", "reason", "advice");
    }

    @Test
    void shortensTheReasonBesideABodyThatNearlyFillsTheMessage() {
        String body = "é".repeat((262_144 - 400) / 2);

        Map<String, String> attributes = LABEL.attributes(body);

        assertThat(attributes)
                .containsOnlyKeys("flow", "queue", "run", "reason")
                .containsEntry("queue", QUEUE)
                .hasEntrySatisfying(
                        "reason",
                        reason -> assertThat(reason)
                                .startsWith("Grün ist aus. Grün")
                                .endsWith("…"));
        assertThat(bytes(body, attributes)).isBetween(262_140, 262_144);
    }

    @Test
    void givesUpEverythingButTheBodyAtLast() {
        assertThat(LABEL.attributes("x".repeat(262_144 - 30))).containsOnlyKeys("flow");
        assertThat(LABEL.attributes("x".repeat(262_144))).isEmpty();
        assertThat(LABEL.attributes("x".repeat(1_048_576))).isEmpty();
    }

    @Test
    void hasRoomAgainBesideABodyThatOnlyALargerQueueCanHold() {
        assertThat(LABEL.attributes("x".repeat(262_145))).hasSize(5);
    }

    private static int bytes(String body, Map<String, String> attributes) {
        return body.getBytes(UTF_8).length
                + attributes.entrySet().stream()
                        .mapToInt(attribute -> attribute.getKey().length()
                                + "String".length()
                                + attribute.getValue().getBytes(UTF_8).length)
                        .sum();
    }
}
