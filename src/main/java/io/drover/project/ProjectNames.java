package io.drover.project;

import io.drover.github.RepositoryName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names that follow from a project's ids. Pure. */
public final class ProjectNames {
    private static final String GROUP = "aiops-%s-models";
    private static final Pattern PROJECT = Pattern.compile(GROUP.formatted("(.+)"));

    private ProjectNames() {}

    /**
     * The deploy repository that Drover makes for a project.
     *
     * @param organization login of its owner
     */
    public static RepositoryName deployRepository(String organization, String domainId, String projectId) {
        return new RepositoryName(organization, "%s-%s-deploy-repo".formatted(projectId, domainId));
    }

    /** The model package group that the build repository's workflows register models in. */
    public static String modelGroup(String projectId) {
        return GROUP.formatted(projectId);
    }

    /** The id of the project whose {@link #modelGroup} this is; empty for any other group. */
    public static Optional<String> projectOf(String modelGroup) {
        Matcher project = PROJECT.matcher(modelGroup);
        return project.matches() ? Optional.of(project.group(1)) : Optional.empty();
    }
}
