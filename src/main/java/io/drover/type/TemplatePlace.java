package io.drover.type;

import org.jspecify.annotations.Nullable;

/**
 * Where a repository's first content comes from.
 *
 * @param repository {@code owner/name}; null for {@code drover.template.repository}, in its folder
 * @param branch of that repository; null for {@code main}
 * @param folder within it, empty for all of it
 */
public record TemplatePlace(
        @Nullable String repository, @Nullable String branch, String folder) {
    public TemplatePlace(@Nullable String repository, @Nullable String branch, @Nullable String folder) {
        this.repository = repository;
        this.branch = branch;
        this.folder = folder == null ? "" : folder;
    }
}
