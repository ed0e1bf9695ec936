package io.drover.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.console.DeadLetters.Listing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTableTest {
    private static final Instant SENT = Instant.parse("2026-01-05T10:00:59Z");
    private static final DeadLetter PARKED = new DeadLetter(
            "0a1b2c3d-1111-4222-8333-444455556666",
            SENT,
            "Template 'forecast' is not in acme-ml/templates. " + "Add the folder. ".repeat(10),
            "Mend what the reason names, then retry it.",
            "project-created",
            "7d9f0a52-1111-4222-8333-444455556666",
            "project-events",
            3,
            2456);
    private static final DeadLetter MOVED = new DeadLetter(
            "0a1b2c3d-9999-4222-8333-444455556666", SENT.plusSeconds(60), null, null, null, null, null, 1, 10);

    @Test
    void showsARowForEachWithTheReasonBelow() {
        String text = LetterTable.text(new Listing(List.of(PARKED, MOVED), false));

        assertThat(text).isEqualTo("""
                ID          SENT (UTC)        FEED            FLOW             RECEIVED  SIZE
                0a1b2c3d-1  2026-01-05 10:00  project-events  project-created  3         2.4 KiB
                    Template 'forecast' is not in acme-ml/templates. Add the folder. Add the folder. Add the folder. Add the folder. Add
                    the folder. Add the folder. Add the folder. Add the folder. Add the folder. Add the folder.
                    → Mend what the reason names, then retry it.
                    run 7d9f0a52-1111-4222-8333-444455556666
                0a1b2c3d-9  2026-01-05 10:01  -               -                1         10 B
                    No reason is told: SQS moved it itself, or its event leaves no room for one.
                """);
    }

    @Test
    void staysWithin120CharactersWhateverItIsGiven() {
        var long1 = new DeadLetter(
                "0a1b2c3d", SENT, "x".repeat(1000) + "\u001b[31m", "y", "f".repeat(200), null, null, 1, 10);

        assertThat(LetterTable.text(new Listing(List.of(long1), false)).lines())
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(120)
                        .doesNotContain("\u001b")
                        .isEqualTo(line.stripTrailing()));
    }

    @Test
    void namesALetterByAsManyCharactersAsItNeeds() {
        assertThat(LetterTable.shortId(PARKED, List.of(PARKED))).isEqualTo("0a1b2c3d");
        assertThat(LetterTable.shortId(PARKED, List.of(PARKED, MOVED))).isEqualTo("0a1b2c3d-1");
    }

    @Test
    void isEmptyWhenThereIsNone() {
        assertThat(LetterTable.text(new Listing(List.of(), false))).isEmpty();
    }
}
