package io.drover.sandbox.github;

/**
 * What becomes of wait timers and required reviewers of private repositories, which not every plan includes.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments">Who can use environments</a>
 */
public enum ProtectionRules {
    KEPT,
    /** 422, though the environment is there afterwards. */
    REFUSED,
    /** 200, and the answer does not show them. */
    LEFT_OUT
}
