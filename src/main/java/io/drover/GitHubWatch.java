package io.drover;

import io.drover.github.GitHub;
import io.drover.github.Pace;
import io.drover.github.RepositoryName;
import io.drover.health.Condition;
import io.drover.health.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether GitHub answers, takes the token and lets the template repository be read: by the newest commit there, mostly an unchanged one. */
final class GitHubWatch implements Look {
    /** Shorter than a {@link io.drover.health.Watch} has patience, so that it can say why. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final GitHub gitHub;
    private final Pace pace;
    private final RepositoryName templates;
    private final String branch;
    private final Clock clock;

    GitHubWatch(GitHub gitHub, Pace pace, RepositoryName templates, String branch, Clock clock) {
        this.gitHub = gitHub;
        this.pace = pace;
        this.templates = templates;
        this.branch = branch;
        this.clock = clock;
    }

    @Override
    public Condition look() throws Exception {
        Instant held = pace.state().heldUntil();
        if (held != null && held.isAfter(clock.instant())) {
            return Condition.degraded(
                    "GitHub asked to wait until %s; what is to be done waits so long.".formatted(held));
        }
        try {
            gitHub.commits().newest(templates, branch).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Condition.up("GitHub answers and takes the token.");
        } catch (TimeoutException e) {
            return Condition.degraded("GitHub has not answered within %d s, or its limits leave no room to ask."
                    .formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
