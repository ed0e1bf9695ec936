package io.drover.provision;

import io.drover.github.RepositoryName;
import java.util.Map;

/**
 * What a repository of a project is to have.
 *
 * @param role {@code build} or {@code deploy}
 * @param description how GitHub shows it; also tells Drover's own empty repository from a stranger's
 * @param secrets Actions secrets: set when absent, never overwritten, since people correct some of them and GitHub shows none
 * @param variables Actions variables: set when absent, never overwritten
 */
record RepositoryPlan(
        RepositoryName name,
        String role,
        String description,
        Map<String, String> secrets,
        Map<String, String> variables) {

    /** Names without values: a plan may appear in a log. */
    @Override
    public String toString() {
        return "RepositoryPlan[%s, %s, secrets %s, variables %s]"
                .formatted(name, role, secrets.keySet(), variables.keySet());
    }
}
