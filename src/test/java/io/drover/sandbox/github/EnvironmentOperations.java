package io.drover.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.github.Protection.Reviewer;
import io.drover.sandbox.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Environments of a repository and the branches that may deploy to them. */
final class EnvironmentOperations {
    private static final String ONE = "/repos/{owner}/{repo}/environments/{environment_name}";
    private static final String PATTERNS = ONE + "/deployment-branch-policies";

    private final AtomicLong patternIds = new AtomicLong(360_000);
    private final Accounts accounts;
    private final EnvironmentJson json;
    private final Urls urls;

    EnvironmentOperations(Accounts accounts, EnvironmentJson json, Urls urls) {
        this.accounts = accounts;
        this.json = json;
        this.urls = urls;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", ONE, "actions=read", this::get),
                Route.of("PUT", ONE, "administration=write", this::put),
                Route.of("GET", PATTERNS, "actions=read", this::patterns),
                Route.of("POST", PATTERNS, "administration=write", this::addPattern));
    }

    private static Optional<Environment> find(RestCall call) {
        return call.repository().environments().find(call.variable("environment_name"));
    }

    private Response get(RestCall call) {
        return find(call)
                .map(environment -> Answers.json(200, json.full(call.repository(), environment)))
                .orElseGet(Answers::notFound);
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

    private Response patterns(RestCall call) {
        Optional<Environment> environment = find(call);
        if (environment.isEmpty()) {
            return Answers.notFound();
        }
        List<Map.Entry<String, Long>> all = environment.get().branchPatterns().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .toList();
        Page page = Page.of(call, 30, 100);
        ObjectNode body = Answers.object().put("total_count", all.size());
        ArrayNode entries = body.putArray("branch_policies");
        page.of(all).forEach(one -> entries.add(pattern(one.getValue(), one.getKey(), "branch")));
        return page.link(Answers.json(200, body), urls, all.size());
    }

    private static ObjectNode pattern(long id, String name, String type) {
        return Answers.object()
                .put("id", id)
                .put("node_id", AccountJson.nodeId("GateBranchPolicy", id))
                .put("name", name)
                .put("type", type);
    }

    private Response addPattern(RestCall call) {
        Optional<Environment> environment =
                find(call).filter(found -> found.protection().branches().equals("custom"));
        if (environment.isEmpty()) {
            return Answers.notFound();
        }
        String pattern = call.text("name", "");
        long id = patternIds.incrementAndGet();
        return environment.get().branchPatterns().putIfAbsent(pattern, id) == null
                ? Answers.json(200, pattern(id, pattern, call.text("type", "branch")))
                : Response.empty(303);
    }
}
