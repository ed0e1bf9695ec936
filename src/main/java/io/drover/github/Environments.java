package io.drover.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import io.drover.github.Environment.Gate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Pages pages;

    public Environments(GitHubHttp http) {
        this.http = http;
        this.accounts = new Accounts(http);
        this.pages = new Pages(http);
    }

    /**
     * Creates the environment, or gives the one that is there exactly this wait, these reviewers and this rule for branches; writes
     * nothing when all is so. Branch patterns that people added stay. A protection without a wait and without reviewers says nothing of
     * those that are set. Does not fail when the owner's plan lacks a gate: the result names it, and each call tries again to set it.
     *
     * <p>Fails with {@link Permanent} when GitHub does not know a reviewer.
     */
    public CompletableFuture<Environment> ensure(EnvironmentName name, EnvironmentProtection wanted) {
        return reviewers(name, wanted)
                .thenCompose(reviewers -> gates(name, wanted, reviewers).thenCompose(gates -> {
                    Set<Gate> missing = gates.missing(wanted, reviewers);
                    boolean restricted = !missing.contains(Gate.DEPLOYMENT_BRANCHES);
                    Set<String> patterns = restricted ? wanted.branches().patterns() : Set.of();
                    return addPatterns(name, patterns).thenApply(added -> new Environment(name, missing));
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

    /** The gates that are there in the end. */
    private CompletableFuture<Gates> gates(
            EnvironmentName name, EnvironmentProtection wanted, List<Reviewer> reviewers) {
        return http.find("read " + name, name.settingsPath()).thenCompose(found -> {
            Optional<Gates> there = found.map(Gates::read).filter(gates -> gates.are(wanted, reviewers));
            return there.isPresent()
                    ? CompletableFuture.completedFuture(there.get())
                    : put(name, wanted, reviewers).thenApply(Gates::read);
        });
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

    private CompletableFuture<Void> addPatterns(EnvironmentName name, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return pages.all("list the branches that deploy to " + name, patternsPath(name), "branch_policies", 100)
                .thenCompose(policies -> {
                    Set<String> missing = new HashSet<>(wanted);
                    policies.stream()
                            .filter(policy -> !policy.path("type").asText().equals("tag"))
                            .forEach(
                                    policy -> missing.remove(policy.path("name").asText()));
                    return CompletableFuture.allOf(missing.stream()
                            .map(pattern -> addPattern(name, pattern))
                            .toArray(CompletableFuture[]::new));
                });
    }

    private CompletableFuture<Void> addPattern(EnvironmentName name, String pattern) {
        String what = "let branches %s deploy to %s".formatted(Foreign.shown(pattern), name);
        return http.exchange(what, "POST", patternsPath(name), Map.of("name", pattern, "type", "branch"))
                .thenAccept(answer -> {
                    // 303 means that the pattern came meanwhile.
                    if (answer.status() != 303) {
                        http.require(what, answer);
                    }
                });
    }

    private static String patternsPath(EnvironmentName name) {
        return name.settingsPath() + "/deployment-branch-policies";
    }
}
