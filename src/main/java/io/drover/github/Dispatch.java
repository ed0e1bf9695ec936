package io.drover.github;

import io.drover.failure.Failure;
import java.util.OptionalLong;

/** What is known of a dispatch after it was sent. One that GitHub certainly refused is no dispatch but a {@link Failure}. */
public sealed interface Dispatch {
    /**
     * GitHub took it.
     *
     * @param runId absent when the server does not tell it, as GitHub Enterprise Server up to 3.19
     */
    record Accepted(OptionalLong runId) implements Dispatch {}

    /**
     * No answer, or a server error: there may be a run or not. Look for it with {@link Workflows#runs} before sending again.
     *
     * @param why what became of the request
     */
    record Unknown(Failure why) implements Dispatch {}
}
