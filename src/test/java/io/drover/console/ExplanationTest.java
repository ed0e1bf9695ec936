package io.drover.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ledger.ProjectState;
import io.drover.ledger.Run;
import io.drover.ledger.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void aParkedRunSaysItsReasonAndWhatToDo() {
        var why = Explanation.of(ProjectState.PARKED, run(null, "No template"), false, null);

        assertThat(why.sentence()).isEqualTo("No template");
        assertThat(why.advice()).contains("then retry");
    }

    @Test
    void whoWaitsSaysForWhat() {
        var why = Explanation.of(ProjectState.WAITING, run("No space is in service yet", null), true, null);

        assertThat(why.sentence()).isEqualTo("No space is in service yet");
        assertThat(why.advice()).startsWith("Nothing to do");
    }

    @Test
    void workThatWentBackToItsQueueSaysWhatFailedLast() {
        var failed = new Step("build-repository", "Build repository", NOW, NOW, "GitHub answered 502");

        var why = Explanation.of(ProjectState.WAITING, run(null, null), false, failed);

        assertThat(why.sentence()).isEqualTo("GitHub answered 502");
        assertThat(why.advice()).contains("next delivery", "reconcile");
        assertThat(Explanation.of(ProjectState.WAITING, run(null, null), false, null)
                        .sentence())
                .isEqualTo("It waits for the next delivery of its event.");
    }

    @Test
    void requestIdsOfGitHubAndAwsAreFound() {
        var gitHub = Explanation.of(
                ProjectState.PARKED,
                run(null, "GitHub did not read it: Forbidden (HTTP 403, request D0C5:005A:0000005A:11:2F)."),
                false,
                null);
        var aws = Explanation.of(
                ProjectState.PARKED,
                run(null, "No (Service: DataZone, Status Code: 403, Request ID: 7e1a9c44-52f3-4f0e-9a33-0c1f1b2d3e4f)"),
                false,
                null);

        assertThat(gitHub.requestIds()).containsExactly("D0C5:005A:0000005A:11:2F");
        assertThat(aws.requestIds()).containsExactly("7e1a9c44-52f3-4f0e-9a33-0c1f1b2d3e4f");
    }

    @Test
    void whatIsDoneNeedsNoWords() {
        var why = Explanation.of(ProjectState.DONE, run(null, null), false, null);

        assertThat(why.sentence()).isNull();
        assertThat(why.advice()).isNull();
    }

    private static Run run(@Nullable String waitingFor, @Nullable String reason) {
        return new Run(
                "run", "project-created", "dzd_1/p", Run.State.RUNNING, "", 1, waitingFor, reason, NOW, NOW, null);
    }
}
