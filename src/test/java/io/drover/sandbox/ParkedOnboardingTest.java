package io.drover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drover.failure.Permanent;
import io.drover.github.PaceLimits;
import io.drover.ledger.JdbcLedger;
import io.drover.ledger.Ledger;
import io.drover.project.Project;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody reads who has to act. */
class ParkedOnboardingTest {
    private static final PaceLimits LIMITS = new PaceLimits(16, 900, 80, 500, Duration.ofSeconds(3));

    private final Ledger ledger = JdbcLedger.open("jdbc:h2:mem:parked", null, null, Clock.systemUTC());
    private final ExecutorService blocking = Executors.newCachedThreadPool();
    private final FastGitHub gitHub =
            new FastGitHub(new FastTime(100), LIMITS, Duration.ofSeconds(30), ledger, blocking);
    private final Project project = gitHub.project("churn1");

    @AfterEach
    void stop() {
        gitHub.close();
        blocking.shutdownNow();
        ledger.close();
    }

    @Test
    void aMissingPermissionIsNamedWithOperationRepositoryMessageAndRequest() {
        gitHub.standIn()
                .acceptFineGrained(
                        FastGitHub.TOKEN,
                        Map.of(
                                "administration", "write",
                                "contents", "write",
                                "workflows", "write",
                                "metadata", "read",
                                "actions_variables", "write",
                                "secrets", "read"));

        Throwable failure = deliver();

        assertThat(failure)
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("set secret ")
                .hasMessageContaining("acme-ml/churn1-build")
                .hasMessageContaining("Resource not accessible by personal access token")
                .hasMessageMatching("(?s).*request D0C5:\\w+:\\w+.*")
                .hasMessageContaining("needs the permission secrets=write");
        assertThat(gitHub.standIn().secrets("acme-ml/churn1-build")).isEmpty();
    }

    @Test
    void anArchivedRepositoryIsNamedWithWhatToDo() {
        gitHub.standIn().archive("acme-ml/churn1-build");

        Throwable failure = deliver();

        assertThat(failure)
                .isInstanceOf(Permanent.class)
                .hasMessageContaining("acme-ml/churn1-build is archived")
                .hasMessageContaining("unarchive it");
        assertThat(gitHub.standIn().repositories()).hasSize(2);
    }

    private Throwable deliver() {
        Throwable thrown = catchThrowable(gitHub.deliveries().deliver(gitHub.onboarding(project))::join);
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return Deliveries.unwrapped(thrown);
    }
}
