package io.drover.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.SettableClock;
import io.drover.ledger.Claim;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final JdbcLedger ledger =
            JdbcLedger.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "", clock);
    private final Wait wait = new Wait(ledger, Duration.ofHours(3), clock);
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @BeforeEach
    void aRun() {
        var claim = (Claim.Granted) ledger.claim("project-created", "dzd_1/project2", "this process", MINUTE);
        exchange.setProperty(Runs.PROPERTY, claim.run());
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void anExplanationIsNotedOnceAndANewOneReplacesIt() {
        wait.note(exchange, "AWS deploys the project");
        Instant noted = run().updatedAt();
        clock.tick(MINUTE);

        wait.note(exchange, "AWS deploys the project");
        assertThat(run().updatedAt()).isEqualTo(noted);
        assertThat(run().waitingFor()).isEqualTo("AWS deploys the project");

        wait.note(exchange, "No space is in service");
        assertThat(run().waitingFor()).isEqualTo("No space is in service");
    }

    @Test
    void theNextWaitNotesTheSameExplanationAgain() {
        wait.note(exchange, "AWS deploys the project");
        wait.end(exchange);
        assertThat(run().waitingFor()).isNull();

        wait.note(exchange, "AWS deploys the project");

        assertThat(run().waitingFor()).isEqualTo("AWS deploys the project");
    }

    @Test
    void theDeadlineCountsFromTheRunsFirstStart() {
        clock.tick(Duration.ofHours(3));
        assertThat(wait.isOver(exchange)).isFalse();

        clock.tick(Duration.ofSeconds(1));

        assertThat(wait.isOver(exchange)).isTrue();
    }

    private Run run() {
        return ledger.runs(1).get(0);
    }
}
