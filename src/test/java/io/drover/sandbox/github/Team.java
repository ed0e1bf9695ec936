package io.drover.sandbox.github;

/**
 * A team of an organization.
 *
 * @param slug its name as in its address
 */
record Team(long id, String slug) {}
