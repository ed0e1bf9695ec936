package io.drover.github;

import java.util.Set;

/**
 * An environment that is there.
 *
 * @param missingGates what was wanted but is not in force, because the plan of the repository's owner does not include it
 */
public record Environment(EnvironmentName name, Set<Gate> missingGates) {
    /** What can hold back a deployment. */
    public enum Gate {
        WAIT_TIMER,
        REQUIRED_REVIEWERS,
        SELF_REVIEW_PREVENTION,
        DEPLOYMENT_BRANCHES
    }

    public Environment {
        missingGates = Set.copyOf(missingGates);
    }
}
