package io.drover.event;

/**
 * An event that asks nothing of Drover.
 *
 * @param reason why it is dropped, for the log
 */
public record Ignored(String reason) implements ProjectEvent, ModelEvent {}
