package io.drover.provision;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.github.Cost;
import io.drover.github.EnvironmentProtection;
import io.drover.github.NewRepository;
import io.drover.github.RepositoryName;
import io.drover.type.TemplatePlace;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a repository of a project is to have.
 *
 * @param role as its type names it: {@code build}, {@code deploy}, …
 * @param existing whether somebody else makes it
 * @param description how GitHub shows it; also tells Drover's own empty repository from a stranger's
 * @param template where its first content comes from; null when Drover writes nothing into it at all
 * @param secrets Actions secrets: set when absent, never overwritten, since people correct some of them and GitHub shows none
 * @param variables Actions variables: set when absent, never overwritten
 * @param settings values in the seed commit's {@code .drover/project.env}; people correct them there
 * @param environments by name; null when Drover does not look after environments
 * @param access who may do what
 */
record RepositoryPlan(
        RepositoryName name,
        String role,
        boolean existing,
        String description,
        NewRepository.Visibility visibility,
        @Nullable TemplatePlace template,
        Map<String, String> secrets,
        Map<String, String> variables,
        Map<String, String> settings,
        @Nullable Map<String, EnvironmentProtection> environments,
        Access access) {

    /**
     * What people see and may do.
     *
     * @param teams slugs with permissions
     * @param collaborators logins with permissions
     * @param ruleset null for none
     */
    record Access(
            Map<String, String> teams,
            Map<String, String> collaborators,
            Set<String> topics,
            Map<String, String> properties,
            @Nullable JsonNode ruleset) {}

    /** Whether not everybody may read it; who reads a repository that others make is their matter. */
    boolean isHidden() {
        return !existing && visibility != NewRepository.Visibility.PUBLIC;
    }

    /** What it takes to fill the repository when nothing of it is there. */
    Cost cost() {
        int creations = existing ? 0 : 1;
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
