package io.drover.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds back deployments to an environment.
 *
 * @param reviewers logins, and teams as {@code team:slug}; at most 6, one of which has to approve
 * @param preventSelfReview whether who started a workflow run may not approve it
 * @param waitMinutes 0 for no wait
 * @param branches {@code protected}, or names of branches; empty for any
 */
public record EnvironmentType(
        List<String> reviewers, boolean preventSelfReview, int waitMinutes, List<String> branches) {
    /** What is left out is empty. */
    public EnvironmentType(
            @Nullable List<String> reviewers,
            boolean preventSelfReview,
            int waitMinutes,
            @Nullable List<String> branches) {
        this.reviewers = reviewers == null ? List.of() : List.copyOf(reviewers);
        this.preventSelfReview = preventSelfReview;
        this.waitMinutes = waitMinutes;
        this.branches = branches == null ? List.of() : List.copyOf(branches);
    }
}
