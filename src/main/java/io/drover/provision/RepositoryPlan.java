package io.drover.provision;

import io.drover.github.Cost;
import io.drover.github.RepositoryName;
import java.util.Map;

/**
 * What a repository of a project is to have.
 *
 * @param role {@code build} or {@code deploy}
 * @param description how GitHub shows it; also tells Drover's own empty repository from a stranger's
 * @param secrets Actions secrets: set when absent, never overwritten, since people correct some of them and GitHub shows none
 * @param variables Actions variables: set when absent, never overwritten
 * @param settings values in the seed commit's {@code .drover/project.env}; people correct them there
 */
record RepositoryPlan(
        RepositoryName name,
        String role,
        String description,
        Map<String, String> secrets,
        Map<String, String> variables,
        Map<String, String> settings) {

    /** Whether only some may read it; who reads the build repository is SMUS's and people's matter. */
    boolean isPrivate() {
        return role.equals("deploy");
    }

    /** What it takes to fill the repository when nothing of it is there. */
    Cost cost() {
        int creations = role.equals("build") ? 0 : 1;
        // Whether it is there, what secrets it has, the key for them.
        int reads = secrets.isEmpty() ? 1 : 3 - creations;
        return new Cost(reads, secrets.size() + variables.size(), creations);
    }

    /** Names without values: a plan may appear in a log. */
    @Override
    public String toString() {
        return "RepositoryPlan[%s, %s, secrets %s, variables %s, settings %s]"
                .formatted(name, role, secrets.keySet(), variables.keySet(), settings.keySet());
    }
}
