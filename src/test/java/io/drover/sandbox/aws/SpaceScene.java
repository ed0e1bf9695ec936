package io.drover.sandbox.aws;

/**
 * A space of the project's SageMaker domain.
 *
 * @param owner name of the user profile that owns it
 * @param statuses shown by ListSpaces and DescribeSpace, each answer a poll
 */
public record SpaceScene(String name, String owner, StatusScript statuses) {}
