package io.drover.github;

import io.drover.failure.Foreign;
import io.drover.failure.Permanent;

/**
 * An environment of a repository, checked.
 *
 * @param name 1 to 255 characters; GitHub compares them without case
 * @see <a href="https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments">Managing environments</a>
 */
public record EnvironmentName(RepositoryName repository, String name) implements ActionsScope {
    private static final int LONGEST = 255;

    /**
     * @throws Permanent when GitHub could not have such an environment
     */
    public EnvironmentName {
        if (name.isBlank() || name.length() > LONGEST || name.equals(".") || name.equals("..")) {
            throw new Permanent("'%s' is no name of a GitHub environment of %s (1 to 255 characters)."
                    .formatted(Foreign.shown(name), repository));
        }
    }

    @Override
    public String settingsPath() {
        return "/repos/%s/environments/%s".formatted(repository, Paths.segment(name));
    }

    @Override
    public String toString() {
        return "environment %s of %s".formatted(Foreign.shown(name), repository);
    }
}
