package io.drover.event;

/**
 * Somebody changed or deleted a project of SageMaker Projects. CloudTrail shows its name only; which project it is has to be found out.
 *
 * @param account 12 digits, of the project
 * @param deleted whether it was deleted, else changed
 */
public record NamedProject(String account, String region, String name, boolean deleted) implements ProjectEvent {}
