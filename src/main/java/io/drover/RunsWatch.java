package io.drover;

import io.drover.health.Condition;
import io.drover.health.Look;
import io.drover.ledger.Backlog;
import io.drover.ledger.Ledger;
import java.time.Duration;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What is not over in the whole ledger, whichever process works on it, and whether any run needs somebody's attention. */
final class RunsWatch implements Look {
    private final Ledger ledger;
    private final Duration stuckAfter;
    private final Duration longestWait;
    private volatile @Nullable Backlog newest;

    RunsWatch(Ledger ledger, Duration stuckAfter, Duration longestWait) {
        this.ledger = ledger;
        this.stuckAfter = stuckAfter;
        this.longestWait = longestWait;
    }

    /** What was counted last; not a number when that failed. */
    double count(ToIntFunction<Backlog> which) {
        Backlog counted = newest;
        return counted == null ? Double.NaN : which.applyAsInt(counted);
    }

    @Override
    public Condition look() {
        newest = null;
        Backlog now = ledger.backlog(stuckAfter, longestWait);
        newest = now;
        Condition found = now.stuck() + now.waitingLong() == 0
                ? Condition.up(
                        "None of the open runs is stuck or has waited for longer than %s.".formatted(longestWait))
                : Condition.degraded(
                        "%d open runs are stuck: nobody has worked on them for %s; send their events again. %d wait for the same thing for longer than %s."
                                .formatted(now.stuck(), stuckAfter, now.waitingLong(), longestWait));
        return found.with("open", now.open()).with("stuck", now.stuck()).with("waitingLong", now.waitingLong());
    }
}
