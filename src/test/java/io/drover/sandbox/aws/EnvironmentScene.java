package io.drover.sandbox.aws;

import java.util.Map;

/**
 * A DataZone environment of the project.
 *
 * @param status as GetEnvironment shows it, say {@code ACTIVE}
 * @param resources provisioned resources, name to value
 */
public record EnvironmentScene(String id, String name, String status, Map<String, String> resources) {}
