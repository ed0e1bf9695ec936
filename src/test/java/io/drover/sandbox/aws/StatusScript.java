package io.drover.sandbox.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a status goes on: each stage for a number of answers that show it, or for a time; the last one stays. Time counts
 * from the first look. One script belongs to one thing; do not share it.
 */
public final class StatusScript {
    private record Stage(String status, int polls, @Nullable Duration time) {}

    private final List<Stage> stages = new ArrayList<>();
    private int at;
    private int shown;
    private @Nullable Instant since;

    private StatusScript() {}

    /** This status from now on. */
    public static StatusScript always(String status) {
        return new StatusScript().then(status);
    }

    public static StatusScript polls(String status, int polls) {
        return new StatusScript().thenPolls(status, polls);
    }

    public static StatusScript lasting(String status, Duration time) {
        return new StatusScript().thenLasting(status, time);
    }

    public StatusScript then(String status) {
        return thenPolls(status, 1);
    }

    /** Shown by this many answers. */
    public synchronized StatusScript thenPolls(String status, int polls) {
        stages.add(new Stage(status, polls, null));
        return this;
    }

    public synchronized StatusScript thenLasting(String status, Duration time) {
        stages.add(new Stage(status, 0, time));
        return this;
    }

    /** The status for an answer that shows it; counts as a poll. */
    synchronized String poll(Instant now) {
        settle(now, true);
        shown++;
        return stages.get(at).status();
    }

    /** The status as last shown, or as time has made it since. */
    synchronized String peek(Instant now) {
        settle(now, false);
        return stages.get(at).status();
    }

    private void settle(Instant now, boolean polled) {
        Instant begin = since == null ? now : since;
        while (at < stages.size() - 1) {
            Stage stage = stages.get(at);
            Duration time = stage.time();
            boolean over = time == null ? polled && shown >= stage.polls() : !now.isBefore(begin.plus(time));
            if (!over) {
                break;
            }
            begin = time == null ? now : begin.plus(time);
            shown = 0;
            at++;
        }
        since = begin;
    }
}
