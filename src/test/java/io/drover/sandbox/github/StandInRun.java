package io.drover.sandbox.github;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dispatched workflow run as it stands now.
 *
 * @param workflow file name below {@code .github/workflows}
 * @param title the workflow's {@code run-name}, filled in
 * @param branch branch or tag that it runs on
 * @param inputs as sent, and the defaults of those that were not
 * @param conclusion null unless completed
 */
public record StandInRun(
        long id,
        String workflow,
        String title,
        String branch,
        String headSha,
        Map<String, String> inputs,
        String status,
        @Nullable String conclusion) {}
