package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import io.drover.github.DeploymentBranches.Rule;
import io.drover.github.Environment.Gate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Environments of repositories, which hold back deployments until somebody approves or some time has passed.
 *
 * @see <a href="https://docs.github.com/en/rest/deployments/environments">Deployment environments</a>
 */
public final class Environments {
    private final GitHubHttp http;
    private final Accounts accounts;

    public Environments(GitHubHttp http) {
        this.http = http;
        this.accounts = new Accounts(http);
    }

    /**
     * Creates the environment, or sets the protection of the one that is there. Idempotent; branch patterns that people added stay. Does
     * not fail when the owner's plan lacks a gate: the result names it. A protection without a wait and without reviewers says nothing of
     * those that are set.
     *
     * <p>Fails with {@link Permanent} when GitHub does not know a reviewer.
     */
    public CompletableFuture<Environment> ensure(EnvironmentName name, EnvironmentProtection wanted) {
        return reviewers(name, wanted)
                .thenCompose(reviewers -> put(name, wanted, reviewers).thenCompose(made -> {
                    Set<Gate> missing = missing(wanted, reviewers, made);
                    return addPatterns(name, missing, wanted.branches())
                            .thenApply(added -> new Environment(name, missing));
                }));
    }

    private CompletableFuture<List<Reviewer>> reviewers(EnvironmentName name, EnvironmentProtection wanted) {
        List<CompletableFuture<Reviewer>> asked = new ArrayList<>();
        wanted.users().forEach(login -> asked.add(accounts.userId(login).thenApply(id -> new Reviewer("User", id))));
        String organization = name.repository().owner();
        wanted.teams()
                .forEach(slug ->
                        asked.add(accounts.teamId(organization, slug).thenApply(id -> new Reviewer("Team", id))));
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(all -> asked.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<JsonNode> put(
            EnvironmentName name, EnvironmentProtection wanted, List<Reviewer> reviewers) {
        String what = "set " + name;
        Map<String, Object> branches = new HashMap<>();
        branches.put("deployment_branch_policy", wanted.branches().policy());
        Map<String, Object> all = new HashMap<>(branches);
        // A plan without these gates refuses them even when they are empty, so they are sent only when wanted.
        if (wanted.waitMinutes() > 0 || !reviewers.isEmpty()) {
            all.put("wait_timer", wanted.waitMinutes());
            all.put("prevent_self_review", wanted.preventSelfReview());
            all.put("reviewers", reviewers);
        }
        return http.exchange(what, "PUT", name.settingsPath(), all).thenCompose(answer -> {
            if (answer.status() == 422 && answer.message().contains("billing plan")) {
                return http.send(what, "PUT", name.settingsPath(), branches).thenApply(Answer::json);
            }
            return CompletableFuture.completedFuture(http.require(what, answer).json());
        });
    }

    /** What GitHub's answer does not show is not in force: some plans leave gates out without a word. */
    private static Set<Gate> missing(EnvironmentProtection wanted, List<Reviewer> reviewers, JsonNode made) {
        JsonNode rules = made.path("protection_rules");
        int wait = 0;
        boolean preventsSelfReview = false;
        Set<Reviewer> required = new HashSet<>();
        for (JsonNode rule : rules) {
            wait = Math.max(wait, rule.path("wait_timer").asInt());
            preventsSelfReview |= rule.path("prevent_self_review").asBoolean();
            rule.path("reviewers").forEach(reviewer -> required.add(Reviewer.read(reviewer)));
        }
        Set<Gate> missing = EnumSet.noneOf(Gate.class);
        addIf(wait < wanted.waitMinutes(), Gate.WAIT_TIMER, missing);
        addIf(!required.containsAll(reviewers), Gate.REQUIRED_REVIEWERS, missing);
        addIf(wanted.preventSelfReview() && !preventsSelfReview, Gate.SELF_REVIEW_PREVENTION, missing);
        addIf(!restricts(made, wanted.branches().rule()), Gate.DEPLOYMENT_BRANCHES, missing);
        return missing;
    }

    private static void addIf(boolean absent, Gate gate, Set<Gate> missing) {
        if (absent) {
            missing.add(gate);
        }
    }

    private static boolean restricts(JsonNode made, Rule rule) {
        JsonNode policy = made.path("deployment_branch_policy");
        return switch (rule) {
            case ANY -> true;
            case PROTECTED -> policy.path("protected_branches").asBoolean();
            case NAMED -> policy.path("custom_branch_policies").asBoolean();
        };
    }

    private CompletableFuture<Void> addPatterns(EnvironmentName name, Set<Gate> missing, DeploymentBranches branches) {
        return missing.contains(Gate.DEPLOYMENT_BRANCHES)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.allOf(branches.patterns().stream()
                        .map(pattern -> addPattern(name, pattern))
                        .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> addPattern(EnvironmentName name, String pattern) {
        String what = "let branches %s deploy to %s".formatted(Foreign.shown(pattern), name);
        return http.exchange(
                        what,
                        "POST",
                        name.settingsPath() + "/deployment-branch-policies",
                        Map.of("name", pattern, "type", "branch"))
                .thenAccept(answer -> {
                    // 303 means that the pattern is there.
                    if (answer.status() != 303) {
                        http.require(what, answer);
                    }
                });
    }
}
