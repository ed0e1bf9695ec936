"""Predicts the age of an abalone: the pipeline that builds the model."""
