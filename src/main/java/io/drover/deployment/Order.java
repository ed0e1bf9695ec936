package io.drover.deployment;

import io.drover.github.RepositoryName;
import java.util.Map;

/**
 * A workflow that is to be started once.
 *
 * @param subject the same for each try
 * @param group the model package group that is deployed; empty when it is no deployment
 * @param what ARN of the version, or what else it is for
 * @param inputs those that the workflow declares are sent
 */
record Order(
        String subject,
        String group,
        String what,
        RepositoryName repository,
        String workflow,
        String ref,
        Map<String, String> inputs) {}
