package io.drover.ledger;

/**
 * Where a repository's first content came from.
 *
 * @param repository {@code owner/name}
 * @param role {@code build} or {@code deploy}
 * @param template {@code owner/name} of the template repository
 * @param folder the template's folder within it
 * @param commit the template repository's commit, 40 hex digits
 */
public record RepositoryOrigin(
        String repository,
        String role,
        String domainId,
        String projectId,
        String template,
        String branch,
        String folder,
        String commit) {}
