package io.drover.github;

import io.drover.failure.Permanent;
import java.util.Set;

/**
 * What holds back a workflow run that is about to deploy to an environment.
 *
 * @param waitMinutes 0 for no wait, at most 43 200 (30 days)
 * @param preventSelfReview whether who started the run may not approve it; GitHub wants a reviewer for that
 * @param users logins of reviewers, one of which has to approve
 * @param teams slugs of reviewing teams of the repository's organization; users and teams are at most 6 together
 * @see <a href="https://docs.github.com/en/rest/deployments/environments#create-or-update-an-environment">Create or update an environment</a>
 */
public record EnvironmentProtection(
        int waitMinutes, boolean preventSelfReview, Set<String> users, Set<String> teams, DeploymentBranches branches) {
    private static final int LONGEST_WAIT = 43_200;
    private static final int MOST_REVIEWERS = 6;

    /**
     * @throws Permanent when GitHub would refuse it
     */
    public EnvironmentProtection {
        users = Set.copyOf(users);
        teams = Set.copyOf(teams);
        int reviewers = users.size() + teams.size();
        require(waitMinutes >= 0 && waitMinutes <= LONGEST_WAIT, "a wait of %d minutes: 0 to 43200", waitMinutes);
        require(reviewers <= MOST_REVIEWERS, "%d reviewers: at most 6, or a team", reviewers);
        require(!preventSelfReview || reviewers > 0, "no self-review but %d reviewers: name one", reviewers);
    }

    /** Every run may deploy at once, from any branch. */
    public static EnvironmentProtection none() {
        return new EnvironmentProtection(0, false, Set.of(), Set.of(), DeploymentBranches.any());
    }

    private static void require(boolean holds, String problem, int value) {
        if (!holds) {
            throw new Permanent("A GitHub environment cannot have %s.".formatted(problem.formatted(value)));
        }
    }
}
