package io.drover.ledger;

/**
 * What runs are about, as it stands.
 *
 * @param newest its newest run
 * @param held whether somebody works on it
 */
public record Subject(Run newest, boolean held) {}
