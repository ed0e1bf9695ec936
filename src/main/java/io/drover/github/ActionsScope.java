package io.drover.github;

/**
 * Where secrets and variables of GitHub Actions are kept: at a repository, at an environment of one, or at an organization. Its text is
 * how a failure names it.
 */
public sealed interface ActionsScope permits RepositoryName, EnvironmentName, OrganizationScope {
    /** The path below which {@code /secrets} and {@code /variables} are, encoded. */
    String settingsPath();
}
