package io.drover.event;

/** What a message of the model feed means to Drover. */
public sealed interface ModelEvent permits ModelChanged, ModelReviewed, ImagePushed, PipelineFailed, Ignored {}
