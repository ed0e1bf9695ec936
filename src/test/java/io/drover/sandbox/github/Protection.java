package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds back deployments to an environment.
 *
 * @param waitMinutes 0 for none
 * @param branches any, protected or custom
 */
public record Protection(int waitMinutes, boolean preventSelfReview, List<Reviewer> reviewers, String branches) {
    static final Protection NONE = new Protection(0, false, List.of(), "any");

    /** Who may approve. */
    public record Reviewer(String type, long id) {}

    static Protection read(JsonNode body) {
        List<Reviewer> reviewers = new ArrayList<>();
        body.path("reviewers")
                .forEach(reviewer -> reviewers.add(new Reviewer(
                        reviewer.path("type").asText(), reviewer.path("id").asLong())));
        JsonNode policy = body.path("deployment_branch_policy");
        String branches =
                !policy.isObject() ? "any" : policy.path("protected_branches").asBoolean() ? "protected" : "custom";
        return new Protection(
                body.path("wait_timer").asInt(),
                body.path("prevent_self_review").asBoolean(),
                List.copyOf(reviewers),
                branches);
    }

    /** What is left on a plan without wait timers and reviewers. */
    Protection branchesOnly() {
        return new Protection(0, false, List.of(), branches);
    }
}
