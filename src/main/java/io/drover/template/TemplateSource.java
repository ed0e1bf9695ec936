package io.drover.template;

import io.drover.github.RepositoryName;

/**
 * Where templates come from.
 *
 * @param folder below which each project profile has a folder of its own, without slashes at the ends; empty for the top level
 */
public record TemplateSource(RepositoryName repository, String branch, String folder) {
    /** The folder of one profile's template for one role, {@code build} or {@code deploy}. */
    String path(String profile, String role) {
        return (folder.isEmpty() ? "" : folder + "/") + profile + "/model_" + role;
    }
}
