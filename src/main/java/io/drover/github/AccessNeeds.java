package io.drover.github;

import java.util.Set;

/**
 * What Drover must be able to use on GitHub.
 *
 * @param organization login of the organization or user that gets the deploy repositories
 * @param folder of the template repository, without a slash at either end; empty for its root
 */
public record AccessNeeds(
        Set<Permission> permissions, String organization, RepositoryName template, String branch, String folder) {
    public AccessNeeds {
        permissions = Set.copyOf(permissions);
    }
}
