package io.drover.type;

import io.drover.failure.Permanent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Drover does for one kind of project.
 *
 * @param description for people, in a sentence
 * @param parameters what projects may be given, with defaults; null for one that has to be given
 * @param choices for a parameter with few values: each value with the facts that it brings, by their names
 * @param settings for every repository, as {@link RepositoryType#settings()}
 * @param repositories by their role, in the order in which they are made
 * @param on what is done when something happens to a project
 * @param onDeletion what becomes of the repositories; null for what {@code drover.project.on-deletion} says
 */
public record ProjectType(
        String description,
        Map<String, @Nullable String> parameters,
        Map<String, Map<String, Map<String, String>>> choices,
        Map<String, String> settings,
        Map<String, RepositoryType> repositories,
        Reactions on,
        @Nullable Deletion onDeletion) {

    /** What stands before the name of a parameter among the facts. */
    public static final String PARAMETER = "parameter.";

    /** What becomes of the repositories of a deleted project. */
    public enum Deletion {
        KEEP,
        ARCHIVE
    }

    /**
     * What is done when something happens.
     *
     * @param ready a workflow to start once, when everything is there; null for none
     * @param modelApproved null when nothing is deployed
     * @param imagePushed null when pushes of images are no matter
     * @param pipelineFailed role of the repository that gets an issue; null for none
     */
    public record Reactions(
            @Nullable WorkflowStart ready,
            @Nullable WorkflowStart modelApproved,
            @Nullable WorkflowStart imagePushed,
            @Nullable String pipelineFailed) {
        static final Reactions NONE = new Reactions(null, null, null, null);
    }

    /** What is left out is empty; what must be there is asked for by {@link ProjectTypes}. */
    public ProjectType(
            @Nullable String description,
            @Nullable Map<String, @Nullable String> parameters,
            @Nullable Map<String, Map<String, Map<String, String>>> choices,
            @Nullable Map<String, String> settings,
            @Nullable Map<String, RepositoryType> repositories,
            @Nullable Reactions on,
            @Nullable Deletion onDeletion) {
        this.description = description == null ? "" : description;
        this.parameters = parameters == null ? Map.of() : new LinkedHashMap<>(parameters);
        this.choices = choices == null ? Map.of() : choices;
        this.settings = settings == null ? Map.of() : new LinkedHashMap<>(settings);
        this.repositories = repositories == null ? Map.of() : new LinkedHashMap<>(repositories);
        this.on = on == null ? Reactions.NONE : on;
        this.onDeletion = onDeletion;
    }

    /**
     * The facts of a project with those that its parameters bring.
     *
     * @throws Permanent when a parameter has a value that is none of its choices
     */
    public Facts facts(Facts project, String name) {
        Map<String, String> defaults = new LinkedHashMap<>();
        parameters.forEach((parameter, value) -> {
            if (value != null && !project.values().containsKey(PARAMETER + parameter)) {
                defaults.put(PARAMETER + parameter, value);
            }
        });
        Facts all = project.and(defaults);
        Map<String, String> chosen = new LinkedHashMap<>();
        choices.forEach((parameter, values) -> {
            String value = all.values().getOrDefault(PARAMETER + parameter, "");
            chosen.putAll(Optional.ofNullable(values.get(value))
                    .orElseThrow(() ->
                            new Permanent("Type %s does not know the value '%s' of parameter %s: it is one of %s."
                                    .formatted(name, value, parameter, String.join(", ", values.keySet())))));
        });
        return all.and(chosen);
    }
}
