package io.drover.github;

import java.util.regex.Pattern;

/**
 * What a request counts as in GitHub's secondary limits. GitHub does not list its "content-creating" requests; those counted so here
 * are the ones that make something which people see.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits">Secondary
 *     rate limits</a>
 */
enum RequestKind {
    READ,
    WRITE,
    /** A secret or a variable: a write, until GitHub shows that it counts them as content. */
    SETTING,
    /** A repository, an issue, an environment. */
    CREATION,
    /** A pull request: content that notifies people. */
    PULL_REQUEST,
    /** A collaborator: no content, but people are notified. */
    INVITATION;

    private static final Pattern SETTINGS = Pattern.compile(".*/(secrets|variables)(/[^/]+)?");
    private static final Pattern CREATIONS =
            Pattern.compile("/orgs/[^/]+/repos|/user/repos|.*/generate|.*/issues(/\\d+/comments)?");
    private static final Pattern ENVIRONMENT = Pattern.compile("/repos/[^/]+/[^/]+/environments/[^/]+");
    private static final Pattern COLLABORATOR = Pattern.compile("/repos/[^/]+/[^/]+/collaborators/[^/]+");

    /**
     * @param path below the base address, with or without a query
     */
    static RequestKind of(String method, String path) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return READ;
        }
        String place = path.replaceFirst("\\?.*", "");
        if (SETTINGS.matcher(place).matches()) {
            return SETTING;
        }
        if (COLLABORATOR.matcher(place).matches()) {
            return INVITATION;
        }
        if (method.equals("POST") && place.endsWith("/pulls")) {
            return PULL_REQUEST;
        }
        boolean creates = (method.equals("POST") && CREATIONS.matcher(place).matches())
                || (method.equals("PUT") && ENVIRONMENT.matcher(place).matches());
        return creates ? CREATION : WRITE;
    }

    /** "Most REST API GET, HEAD, and OPTIONS requests: 1. Most POST, PATCH, PUT, or DELETE requests: 5." */
    int points() {
        return this == READ ? 1 : 5;
    }

    boolean creates() {
        return this == CREATION || this == PULL_REQUEST;
    }

    boolean notifies() {
        return this == PULL_REQUEST || this == INVITATION;
    }
}
