package io.drover.github;

import io.drover.failure.Permanent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From which branches a workflow run may deploy to an environment.
 *
 * @param patterns names of branches for {@link Rule#NAMED}, else empty; {@code *} matches anything but a slash
 * @see <a href="https://docs.github.com/en/rest/deployments/branch-policies">Deployment branch policies</a>
 */
public record DeploymentBranches(Rule rule, Set<String> patterns) {
    /** How branches are told apart. */
    public enum Rule {
        ANY,
        /** Branches with a protection rule; without any in the repository, all branches. */
        PROTECTED,
        NAMED
    }

    /**
     * @throws Permanent when there are patterns without the rule for them, or the rule without patterns
     */
    public DeploymentBranches {
        if ((rule == Rule.NAMED) == patterns.isEmpty()) {
            throw new Permanent("Deployment branches by name need patterns, others have none: rule %s, patterns %s."
                    .formatted(rule, patterns));
        }
        patterns = Set.copyOf(patterns);
    }

    public static DeploymentBranches any() {
        return new DeploymentBranches(Rule.ANY, Set.of());
    }

    public static DeploymentBranches protectedOnly() {
        return new DeploymentBranches(Rule.PROTECTED, Set.of());
    }

    public static DeploymentBranches named(Set<String> patterns) {
        return new DeploymentBranches(Rule.NAMED, patterns);
    }

    /** The field {@code deployment_branch_policy}, of which GitHub wants exactly one part true; null for any branch. */
    @Nullable
    Map<String, Boolean> policy() {
        return rule == Rule.ANY
                ? null
                : Map.of("protected_branches", rule == Rule.PROTECTED, "custom_branch_policies", rule == Rule.NAMED);
    }
}
