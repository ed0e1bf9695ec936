package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.github.DeploymentBranches.Rule;
import io.drover.github.Environment.Gate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What holds back deployments to an environment, as GitHub shows it. What it does not show is not in force: some plans leave gates out
 * without a word.
 *
 * @param waitMinutes 0 for no wait
 */
record Gates(int waitMinutes, boolean preventsSelfReview, Set<Reviewer> reviewers, Rule branches) {
    Gates {
        reviewers = Set.copyOf(reviewers);
    }

    static Gates read(JsonNode environment) {
        int wait = 0;
        boolean preventsSelfReview = false;
        Set<Reviewer> reviewers = new HashSet<>();
        for (JsonNode rule : environment.path("protection_rules")) {
            wait = Math.max(wait, rule.path("wait_timer").asInt());
            preventsSelfReview |= rule.path("prevent_self_review").asBoolean();
            rule.path("reviewers").forEach(reviewer -> reviewers.add(Reviewer.read(reviewer)));
        }
        return new Gates(wait, preventsSelfReview, reviewers, rule(environment.path("deployment_branch_policy")));
    }

    private static Rule rule(JsonNode policy) {
        if (policy.path("protected_branches").asBoolean()) {
            return Rule.PROTECTED;
        }
        return policy.path("custom_branch_policies").asBoolean() ? Rule.NAMED : Rule.ANY;
    }

    /** Whether these are exactly the gates that are wanted; of a wait and reviewers nothing is said when neither is. */
    boolean are(EnvironmentProtection wanted, List<Reviewer> wantedReviewers) {
        if (branches != wanted.branches().rule()) {
            return false;
        }
        if (wanted.waitMinutes() == 0 && wantedReviewers.isEmpty()) {
            return true;
        }
        return waitMinutes == wanted.waitMinutes()
                && preventsSelfReview == wanted.preventSelfReview()
                && reviewers.equals(Set.copyOf(wantedReviewers));
    }

    Set<Gate> missing(EnvironmentProtection wanted, List<Reviewer> wantedReviewers) {
        Rule rule = wanted.branches().rule();
        Set<Gate> missing = EnumSet.noneOf(Gate.class);
        addIf(waitMinutes < wanted.waitMinutes(), Gate.WAIT_TIMER, missing);
        addIf(!reviewers.containsAll(wantedReviewers), Gate.REQUIRED_REVIEWERS, missing);
        addIf(wanted.preventSelfReview() && !preventsSelfReview, Gate.SELF_REVIEW_PREVENTION, missing);
        addIf(rule != Rule.ANY && rule != branches, Gate.DEPLOYMENT_BRANCHES, missing);
        return missing;
    }

    private static void addIf(boolean absent, Gate gate, Set<Gate> missing) {
        if (absent) {
            missing.add(gate);
        }
    }
}
