package io.drover.deployment;

/**
 * The project that a model package group belongs to, as its tags say it.
 *
 * @param domainId the DataZone domain
 * @param projectId the DataZone project
 */
public record ModelProject(String domainId, String projectId) {}
