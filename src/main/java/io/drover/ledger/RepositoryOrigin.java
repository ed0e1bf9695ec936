package io.drover.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Where a repository's first content came from.
 *
 * @param repository {@code owner/name}
 * @param role {@code build} or {@code deploy}
 * @param template {@code owner/name} of the template repository
 * @param folder the template's folder within it
 * @param commit the template repository's commit, 40 hex digits
 * @param tree git's id of what the folder holds at that commit; null when it is not known
 */
public record RepositoryOrigin(
        String repository,
        String role,
        String domainId,
        String projectId,
        String template,
        String branch,
        String folder,
        String commit,
        @Nullable String tree) {
    /** The same, when it has become known what the folder holds at that commit. */
    public RepositoryOrigin withTree(String known) {
        return new RepositoryOrigin(repository, role, domainId, projectId, template, branch, folder, commit, known);
    }
}
