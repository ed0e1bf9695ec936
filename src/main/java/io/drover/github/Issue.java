package io.drover.github;

/**
 * An open issue.
 *
 * @param url its page on the site
 */
public record Issue(int number, String title, String url) {}
