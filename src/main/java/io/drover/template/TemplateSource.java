package io.drover.template;

import io.drover.github.RepositoryName;

/**
 * Where templates come from.
 *
 * @param folder below which each project profile and each type has a folder of its own, without slashes at the ends; empty for the top level
 */
public record TemplateSource(RepositoryName repository, String branch, String folder) {
    /** A folder within it, from the top of the repository. */
    String path(String place) {
        return folder.isEmpty() || place.isEmpty() ? folder + place : folder + "/" + place;
    }
}
