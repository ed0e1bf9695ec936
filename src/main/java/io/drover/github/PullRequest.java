package io.drover.github;

/**
 * An open pull request.
 *
 * @param url its page on the site
 */
public record PullRequest(int number, String title, String url) {}
