package io.drover.github;

import java.util.List;

/**
 * An environment that a workflow run may enter only when somebody approves.
 *
 * @param reviewers who may approve, one of them is enough: logins of people, {@code owner/slug} of teams
 */
public record PendingApproval(String environment, List<String> reviewers) {}
