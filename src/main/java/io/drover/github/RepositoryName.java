package io.drover.github;

import io.drover.failure.Foreign;
import io.drover.failure.Permanent;
import java.util.regex.Pattern;

/**
 * A repository's full name, checked: it can be put into a path as it is.
 *
 * @param owner login of the organization or user, at most 39 letters, digits and hyphens
 * @param name at most 100 letters, digits, {@code .}, {@code _} and {@code -}
 */
public record RepositoryName(String owner, String name) implements ActionsScope {
    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    /**
     * @throws Permanent when GitHub could not have such a repository
     */
    public RepositoryName {
        if (!OWNER.matcher(owner).matches() || !NAME.matcher(name).matches()) {
            throw new Permanent("'%s/%s' is no name of a GitHub repository (owner/name)."
                    .formatted(Foreign.shown(owner), Foreign.shown(name)));
        }
    }

    /**
     * Reads {@code owner/name}.
     *
     * @throws Permanent when it is anything else
     */
    public static RepositoryName parse(String fullName) {
        int slash = fullName.indexOf('/');
        if (slash < 0) {
            throw new Permanent(
                    "'%s' is no name of a GitHub repository (owner/name).".formatted(Foreign.shown(fullName)));
        }
        return new RepositoryName(fullName.substring(0, slash), fullName.substring(slash + 1));
    }

    @Override
    public String settingsPath() {
        return "/repos/%s/actions".formatted(this);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
