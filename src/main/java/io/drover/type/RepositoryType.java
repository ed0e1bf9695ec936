package io.drover.type;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a type. All texts may name {@link Facts}.
 *
 * @param name {@code name} in Drover's organization, or {@code owner/name}
 * @param description how GitHub shows it; also tells an empty repository of Drover's from a stranger's
 * @param existing whether somebody else makes it
 * @param when parameters and the values that they must have, else there is no such repository
 * @param template where its content comes from; null when Drover puts nothing into it
 * @param visibility {@code private}, {@code public} or {@code internal}
 * @param settings of the project, as Actions secrets or in a file, as {@code drover.github.settings-mode} says
 * @param secrets Actions secrets in any case
 * @param variables Actions variables; set when absent
 * @param environments by name; null when Drover does not look after environments
 * @param teams slugs of teams with their permissions
 * @param collaborators logins with their permissions
 * @param topics GitHub's
 * @param properties custom properties, which the organization has to define
 * @param ruleset in GitHub's form; null for none
 */
public record RepositoryType(
        String name,
        String description,
        boolean existing,
        Map<String, String> when,
        @Nullable TemplatePlace template,
        Visibility visibility,
        Map<String, String> settings,
        Map<String, String> secrets,
        Map<String, String> variables,
        @Nullable Map<String, EnvironmentType> environments,
        Map<String, String> teams,
        Map<String, String> collaborators,
        Set<String> topics,
        Map<String, String> properties,
        @Nullable JsonNode ruleset) {

    /** Who sees a repository. */
    public enum Visibility {
        PRIVATE,
        INTERNAL,
        PUBLIC
    }

    /** What is left out is empty. */
    public RepositoryType(
            @Nullable String name,
            @Nullable String description,
            boolean existing,
            @Nullable Map<String, String> when,
            @Nullable TemplatePlace template,
            @Nullable Visibility visibility,
            @Nullable Map<String, String> settings,
            @Nullable Map<String, String> secrets,
            @Nullable Map<String, String> variables,
            @Nullable Map<String, EnvironmentType> environments,
            @Nullable Map<String, String> teams,
            @Nullable Map<String, String> collaborators,
            @Nullable Set<String> topics,
            @Nullable Map<String, String> properties,
            @Nullable JsonNode ruleset) {
        this.name = name == null ? "" : name;
        this.description = description == null ? "" : description;
        this.existing = existing;
        this.when = orEmpty(when);
        this.template = template;
        this.visibility = visibility == null ? Visibility.PRIVATE : visibility;
        this.settings = orEmpty(settings);
        this.secrets = orEmpty(secrets);
        this.variables = orEmpty(variables);
        this.environments = environments == null ? null : new LinkedHashMap<>(environments);
        this.teams = orEmpty(teams);
        this.collaborators = orEmpty(collaborators);
        this.topics = topics == null ? Set.of() : topics;
        this.properties = orEmpty(properties);
        this.ruleset = ruleset == null || ruleset.isNull() ? null : ruleset;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> texts) {
        return texts == null ? Map.of() : new LinkedHashMap<>(texts);
    }
}
