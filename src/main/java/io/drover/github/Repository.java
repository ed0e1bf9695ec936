package io.drover.github;

/**
 * A repository as GitHub knows it.
 *
 * @param id the same after renames and transfers
 * @param name as it is called today, after renames
 * @param description empty when there is none
 * @param archived whether it is read-only
 * @param open whether everybody can read it
 */
public record Repository(
        long id, RepositoryName name, String description, String defaultBranch, boolean archived, boolean open) {}
