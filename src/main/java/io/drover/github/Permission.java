package io.drover.github;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A permission that Drover needs of a GitHub App or a fine-grained token, under its name in GitHub's JSON.
 *
 * @param purpose what Drover does with it, as an infinitive
 * @see <a href="https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps">Permissions required for GitHub Apps</a>
 */
public record Permission(String name, Level level, String purpose) {
    /** Writing includes reading. */
    public enum Level {
        READ,
        WRITE;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Permission METADATA = new Permission("metadata", Level.READ, "see repositories");
    public static final Permission ADMINISTRATION =
            new Permission("administration", Level.WRITE, "create deploy repositories and environments");
    public static final Permission CONTENTS = new Permission("contents", Level.WRITE, "push templates");
    public static final Permission WORKFLOWS = new Permission("workflows", Level.WRITE, "push workflow files");
    public static final Permission SECRETS = new Permission("secrets", Level.WRITE, "set Actions secrets");
    public static final Permission VARIABLES =
            new Permission("actions_variables", Level.WRITE, "set Actions variables");
    public static final Permission ENVIRONMENTS =
            new Permission("environments", Level.WRITE, "set secrets and variables of environments");
    public static final Permission ACTIONS = new Permission("actions", Level.WRITE, "start workflows and follow them");
    public static final Permission PULL_REQUESTS =
            new Permission("pull_requests", Level.WRITE, "propose new versions of a template");

    /**
     * The scope of a classic token that includes it.
     *
     * @see <a href="https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps">Scopes for OAuth apps</a>
     */
    String scope() {
        return name.equals("workflows") ? "workflow" : "repo";
    }

    /** Whether a level in GitHub's words, empty for none, is enough. */
    boolean isMetBy(String granted) {
        return granted.equals(level.word()) || granted.equals(Level.WRITE.word());
    }

    /** All scopes that these permissions take together. */
    static Set<String> scopes(Set<Permission> permissions) {
        return new TreeSet<>(permissions.stream().map(Permission::scope).toList());
    }

    /** In GitHub's words, say {@code contents: write}. */
    @Override
    public String toString() {
        return name + ": " + level.word();
    }
}
