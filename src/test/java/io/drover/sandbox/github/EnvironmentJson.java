package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.github.Protection.Reviewer;

/** Environments in GitHub's JSON. */
final class EnvironmentJson {
    private final Urls urls;
    private final Accounts accounts;
    private final AccountJson accountJson;
    private final TeamJson teamJson;

    EnvironmentJson(Urls urls, Accounts accounts, AccountJson accountJson) {
        this.urls = urls;
        this.accounts = accounts;
        this.accountJson = accountJson;
        this.teamJson = new TeamJson(urls);
    }

    ObjectNode full(Repository repository, Environment environment) {
        Protection protection = environment.protection();
        ObjectNode json = Answers.object()
                .put("id", environment.id())
                .put("node_id", AccountJson.nodeId("Environment", environment.id()))
                .put("name", environment.name())
                .put("url", urls.api(repository) + "/environments/" + environment.name())
                .put("html_url", urls.web(repository) + "/settings/environments/" + environment.id())
                .put("created_at", environment.createdAt().toString())
                .put("updated_at", environment.createdAt().toString());
        ArrayNode rules = json.putArray("protection_rules");
        if (protection.waitMinutes() > 0) {
            rule(rules, environment, "wait_timer").put("wait_timer", protection.waitMinutes());
        }
        if (!protection.reviewers().isEmpty()) {
            ArrayNode reviewers = rule(rules, environment, "required_reviewers")
                    .put("prevent_self_review", protection.preventSelfReview())
                    .putArray("reviewers");
            protection
                    .reviewers()
                    .forEach(reviewer -> reviewers
                            .addObject()
                            .put("type", reviewer.type())
                            .set("reviewer", reviewer(repository.owner(), reviewer)));
        }
        if (protection.branches().equals("any")) {
            return json.putNull("deployment_branch_policy");
        }
        rule(rules, environment, "branch_policy");
        json.putObject("deployment_branch_policy")
                .put("protected_branches", protection.branches().equals("protected"))
                .put("custom_branch_policies", protection.branches().equals("custom"));
        return json;
    }

    private static ObjectNode rule(ArrayNode rules, Environment environment, String type) {
        long id = environment.id() % 100_000 * 10 + rules.size();
        return rules.addObject()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("Gate", id))
                .put("type", type);
    }

    private ObjectNode reviewer(Account owner, Reviewer reviewer) {
        return reviewer.type().equals("Team")
                ? teamJson.full(owner, owner.has().team(reviewer.id()).orElseThrow())
                : accountJson.simple(accounts.find(reviewer.id()).orElseThrow());
    }
}
