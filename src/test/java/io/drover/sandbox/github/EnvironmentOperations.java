package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.github.Protection.Reviewer;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Environments of a repository and the branches that may deploy to them. */
final class EnvironmentOperations {
    private static final String ONE = "/repos/{owner}/{repo}/environments/{environment_name}";

    private final AtomicLong patternIds = new AtomicLong(360_000);
    private final Accounts accounts;
    private final EnvironmentJson json;

    EnvironmentOperations(Accounts accounts, EnvironmentJson json) {
        this.accounts = accounts;
        this.json = json;
    }

    List<Route> routes() {
        return List.of(
                Route.of("PUT", ONE, "administration=write", this::put),
                Route.of("POST", ONE + "/deployment-branch-policies", "administration=write", this::addPattern));
    }

    private Response put(RestCall call) {
        Repository repository = call.repository();
        Protection wanted = Protection.read(call.body());
        String problem = problem(call.body(), wanted, repository.owner());
        if (problem != null) {
            return Answers.error(422, "Failed to create or update the environment protection rule. " + problem);
        }
        Environment environment = repository.environments().getOrCreate(call.variable("environment_name"));
        // Public repositories have every rule on every plan.
        ProtectionRules plan =
                repository.isPrivate() ? repository.owner().has().protectionRules() : ProtectionRules.KEPT;
        Optional<String> gate = gate(call.body());
        if (plan == ProtectionRules.REFUSED && gate.isPresent()) {
            return Answers.error(
                    422,
                    "Failed to create the environment protection rule. Please ensure the billing plan supports the "
                            + gate.get() + " protection rule.");
        }
        environment.protect(plan == ProtectionRules.KEPT ? wanted : wanted.branchesOnly());
        return Answers.json(200, json.full(repository, environment));
    }

    /** What some plans do not include, be it empty. */
    private static Optional<String> gate(JsonNode body) {
        return body.has("reviewers")
                ? Optional.of("required reviewers")
                : body.has("wait_timer") ? Optional.of("wait timer") : Optional.empty();
    }

    private @Nullable String problem(JsonNode body, Protection wanted, Account owner) {
        if (wanted.waitMinutes() < 0 || wanted.waitMinutes() > 43_200) {
            return "Wait timer must be between 0 and 43200 minutes.";
        }
        if (wanted.reviewers().size() > 6) {
            return "There can be at most 6 reviewers.";
        }
        if (wanted.preventSelfReview() && wanted.reviewers().isEmpty()) {
            return "Required reviewers must have at least one reviewer to set prevent_self_review.";
        }
        if (!wanted.reviewers().stream().allMatch(reviewer -> exists(owner, reviewer))) {
            return "A reviewer could not be found.";
        }
        JsonNode policy = body.path("deployment_branch_policy");
        return policy.isObject() && policy.path("protected_branches").equals(policy.path("custom_branch_policies"))
                ? "protected_branches and custom_branch_policies cannot have the same value."
                : null;
    }

    private boolean exists(Account owner, Reviewer reviewer) {
        return reviewer.type().equals("Team")
                ? owner.has().team(reviewer.id()).isPresent()
                : accounts.find(reviewer.id()).isPresent();
    }

    private Response addPattern(RestCall call) {
        Optional<Environment> environment = call.repository()
                .environments()
                .find(call.variable("environment_name"))
                .filter(found -> found.protection().branches().equals("custom"));
        if (environment.isEmpty()) {
            return Answers.notFound();
        }
        String pattern = call.text("name", "");
        if (!environment.get().branchPatterns().add(pattern)) {
            return Response.empty(303);
        }
        long id = patternIds.incrementAndGet();
        return Answers.json(
                200,
                Answers.object()
                        .put("id", id)
                        .put("node_id", AccountJson.nodeId("GateBranchPolicy", id))
                        .put("name", pattern)
                        .put("type", call.text("type", "branch")));
    }
}
