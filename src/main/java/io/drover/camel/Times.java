package io.drover.camel;

import org.apache.camel.util.TimeUtils;

/** Times in routes. */
public final class Times {
    /** A time such as {@code 30s} in milliseconds, which is all that Camel's delay understands. */
    public long millis(String time) {
        return TimeUtils.toMilliSeconds(time);
    }
}
