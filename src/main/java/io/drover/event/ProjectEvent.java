package io.drover.event;

/** What a message of the project feed means to Drover. */
public sealed interface ProjectEvent
        permits ProjectCreated, ProjectDeleted, NamedProject, ProjectStackEnded, StackRequest, Ignored {}
