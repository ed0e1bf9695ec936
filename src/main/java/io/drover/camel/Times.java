package io.drover.camel;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.util.TimeUtils;

/** Times in routes. */
public final class Times {
    /** A time such as {@code 30s} in milliseconds, which is all that Camel's delay understands. */
    public long millis(String time) {
        return TimeUtils.toMilliSeconds(time);
    }

    /** A random part of a tenth of such a time, in milliseconds. */
    public long jitter(String time) {
        return ThreadLocalRandom.current().nextLong(millis(time) / 10 + 1);
    }
}
